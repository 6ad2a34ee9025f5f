"""How a paper is read elsewhere: feeds, sitemaps, and what else machines ask for."""
