"""Imports a WordPress site's export file (WXR 1.0 to 1.2) as articles and pages."""
