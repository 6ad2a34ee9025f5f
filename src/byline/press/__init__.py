"""The press: printed pages, as files by host and path. It knows hosts, paths, bytes and tags; never an article."""
