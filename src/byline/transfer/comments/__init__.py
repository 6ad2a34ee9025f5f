"""Comments alone, from Disqus, Isso or WordPress, matched by address with articles here."""
