"""The drawings of the demo newsroom. `make pictures` writes them into the demo's content as files."""
