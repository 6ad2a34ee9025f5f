"""Backups, restoring them, and upgrades that roll back by themselves.

This room knows files and tables, not models.
"""
