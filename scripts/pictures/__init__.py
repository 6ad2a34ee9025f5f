"""The drawings of the demo newsroom. `make pictures` writes them as files."""
