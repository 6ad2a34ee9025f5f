"""A site as a WordPress export (WXR 1.2), which WordPress's importer takes and ours reads back. See docs/formats.md."""
