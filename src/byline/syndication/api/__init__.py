"""The read API: what the site's pages say, for programs that ask for one thing at a time. Wagtail's machinery, our own words."""
