"""Share links, preview cards, structured data and short addresses of articles."""
