"""Parts of a move of an installation's database: tables, values and the two kinds of database."""
