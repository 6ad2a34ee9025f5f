"""How WordPress writes a body: block comments and shortcodes. Its importer and its exporter share it."""
