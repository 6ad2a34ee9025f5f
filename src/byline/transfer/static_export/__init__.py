"""A site as static files for any web server or a disk. docs/formats.md describes their layout."""
