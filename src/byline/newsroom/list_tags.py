"""What the press calls the lists that pages show. Who enters or leaves one says so; what is altered in it has a tag of its own.

A page that shows such a list says it where the list is asked for: `show(list_tags.latest(site.pk))`. The queries of this room do.
"""

from datetime import datetime

PERIODS = ("day", "month", "year")


def latest(site: int) -> str:
    """All articles of a site, by time."""
    return f"latest:{site}"


def changes(site: int) -> str:
    """When each article of a site was changed, and under what it stands; its sections and its standing pages."""
    return f"changes:{site}"


def corrections(site: int) -> str:
    """What was corrected in a site's articles."""
    return f"corrections:{site}"


def front(site: int) -> str:
    """What stands on a site's front page."""
    return f"front:{site}"


def filed_in(section: int) -> str:
    """What is filed under a section or one below it."""
    return f"in:{section}"


def newest_of(section: int) -> str:
    """The newest few whose primary section this is, which its articles lead on to."""
    return f"newest:{section}"


def written_by(site: int, contributor: int) -> str:
    return f"by:{site}:{contributor}"


def tagged(site: int, tag: int) -> str:
    return f"tagged:{site}:{tag}"


def published_in(site: int, first: datetime, by: str) -> str:
    """A year, month or day of a site, and the ways to the ones before and after it. `first` is by the site's clock."""
    day = f"{first.year:04}-{first.month:02}-{first.day:02}"
    return f"{by}:{site}:{day[: {'year': 4, 'month': 7, 'day': 10}[by]]}"


def around(article: int) -> str:
    """The article before this one, the one after it, and what else its page leads on to."""
    return f"around:{article}"


def below(page: int) -> str:
    """The sections below a section, the standing pages below a standing page."""
    return f"below:{page}"


def menus(site: int) -> str:
    """The sections in a site's head and the standing pages in its foot."""
    return f"menus:{site}"
