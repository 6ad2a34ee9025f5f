"""Keeping a house safe: backups, putting one back, upgrades that go back by themselves. Knows files and tables, no models."""
