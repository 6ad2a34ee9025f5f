"""Reads a WordPress site's export file (WXR 1.0 to 1.2) and maps its items to articles and pages."""
