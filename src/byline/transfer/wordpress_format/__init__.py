"""How WordPress writes a body: block comments and shortcodes.

Its importer and exporter share it.
"""
