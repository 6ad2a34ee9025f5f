"""The database backend: Django's for SQLite, with a hook for the end of a transaction."""
