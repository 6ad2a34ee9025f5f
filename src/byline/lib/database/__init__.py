"""Django's database backends for SQLite and PostgreSQL, with a hook for a transaction's end."""
