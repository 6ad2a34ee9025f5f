"""Comments alone, from Disqus, Isso or WordPress, joined by address to articles that are here already."""
