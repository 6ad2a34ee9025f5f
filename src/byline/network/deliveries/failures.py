class PermanentFailure(Exception):
    """The other side will not take it, however often it is tried; the words are what it said."""
