"""All content as JSON Lines: one file for each kind of record. docs/formats.md has the fields."""
