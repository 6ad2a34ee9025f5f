"""The whole site as plain files, which any web server or a USB stick can serve. docs/formats.md says how they lie."""
