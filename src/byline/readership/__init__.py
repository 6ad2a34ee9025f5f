"""How often articles are read, without knowing who reads them."""
