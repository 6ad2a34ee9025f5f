"""The read API: the contents of a site's pages, for programs."""
