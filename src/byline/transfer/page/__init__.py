"""One saved web page → a draft, for what has no export."""
