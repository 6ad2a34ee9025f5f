"""SQLite's backend. Django looks for it in the module `base`."""
