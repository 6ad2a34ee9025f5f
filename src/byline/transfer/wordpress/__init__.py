"""A WordPress site's export file (WXR 1.0 to 1.2), read and turned into articles."""
