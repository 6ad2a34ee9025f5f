"""The page cache: stores pages as files by host and path. It knows tags, but no article."""
