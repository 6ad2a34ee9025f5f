"""A program of the site's own choice that is asked about each new response (docs/spam-filters.md)."""
