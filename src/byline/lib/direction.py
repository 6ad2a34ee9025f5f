"""Which way a text runs."""

from collections import Counter
from unicodedata import bidirectional


def direction_of(text: str) -> str:
    """ "rtl" or "ltr", as most of its letters are written (Unicode, UAX 9, strong classes); "" where there are as many of both."""
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    classes = Counter(map(bidirectional, text))
    from_right, from_left = classes["R"] + classes["AL"], classes["L"]
    if from_right == from_left:
        return ""
    return "rtl" if from_right > from_left else "ltr"
