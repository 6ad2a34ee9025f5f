"""Articles on their way: share links, preview cards, what machines read of a page, short addresses."""
