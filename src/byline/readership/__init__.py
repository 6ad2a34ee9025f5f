"""How often articles are read, without keeping who read them."""
