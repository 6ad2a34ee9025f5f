"""Everything that the newsroom made, as JSON Lines: a file a kind, a record a line. docs/formats.md describes every field."""
