"""How a number of reads is displayed."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import ngettext

from byline.readership.choices import CountDisplay

MAX_EXACT = 100  # smaller numbers are not rounded


def in_words(number: int, shown: str) -> str:
    """ "6,563 reads", "more than 6,500 reads", or "" if nothing is shown."""
    if shown == CountDisplay.HIDDEN or number < 1:
        return ""
    if shown == CountDisplay.ROUNDED and number > MAX_EXACT:
        least = rounded(number)
        return ngettext("more than %(number)s read", "more than %(number)s reads", least) % {
            "number": intcomma(least)
        }
    return ngettext("%(number)s read", "%(number)s reads", number) % {"number": intcomma(number)}


def rounded(number: int) -> int:
    """The largest number with two significant digits that is smaller: 6563 becomes 6500."""
    step: int = 10 ** (len(str(number - 1)) - 2)
    return (number - 1) // step * step
