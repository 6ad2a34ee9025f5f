"""A site as a WordPress export (WXR 1.2) for WordPress and for Byline. See docs/formats.md."""
