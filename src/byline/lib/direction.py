"""The direction that a text is written in."""

from collections import Counter
from unicodedata import bidirectional


def direction_of(text: str) -> str:
    """The direction of most of its letters, "rtl" or "ltr"; "" if neither has more.

    By the strong character classes of Unicode (UAX 9).
    """
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    classes = Counter(map(bidirectional, text))
    from_right, from_left = classes["R"] + classes["AL"], classes["L"]
    if from_right == from_left:
        return ""
    return "rtl" if from_right > from_left else "ltr"
