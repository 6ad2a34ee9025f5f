"""A program of the site's choice that is asked about each new response (docs/spam-filters.md)."""
