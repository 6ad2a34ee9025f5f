"""Which way a text runs."""

from collections import Counter
from unicodedata import bidirectional


def direction_of(text: str) -> str:
    """The way most of its letters are written, "rtl" or "ltr" (Unicode, UAX 9, strong classes); "" where both are as many."""
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    classes = Counter(map(bidirectional, text))
    from_right, from_left = classes["R"] + classes["AL"], classes["L"]
    if from_right == from_left:
        return ""
    return "rtl" if from_right > from_left else "ltr"
