"""Cache tags of the lists that pages show.

An article that enters or leaves a list invalidates its tag; an article that changes within it has a
tag of its own. A page depends on a list where the list is queried, as in
`depends_on(list_tags.latest(site.pk))`; the queries of this room do that.
"""

from datetime import datetime

PERIODS = ("day", "month", "year")


def latest(site: int) -> str:
    """All articles of a site, by time."""
    return f"latest:{site}"


def changes(site: int) -> str:
    """When each article of a site changed, where it is filed, all sections and standing pages."""
    return f"changes:{site}"


def corrections(site: int) -> str:
    """The corrections of a site's articles."""
    return f"corrections:{site}"


def front(site: int) -> str:
    """The articles of a site's front page."""
    return f"front:{site}"


def filed_in(section: int) -> str:
    """The articles filed under a section or one below it."""
    return f"in:{section}"


def newest_of(section: int) -> str:
    """The newest few with this primary section, which its articles link to."""
    return f"newest:{section}"


def written_by(site: int, contributor: int) -> str:
    return f"by:{site}:{contributor}"


def tagged(site: int, tag: int) -> str:
    return f"tagged:{site}:{tag}"


def published_in(site: int, first: datetime, by: str) -> str:
    """A year, month or day of a site, and the links to the ones before and after it.

    `first` is its first moment in the site's time zone.
    """
    day = f"{first.year:04}-{first.month:02}-{first.day:02}"
    return f"{by}:{site}:{day[: {'year': 4, 'month': 7, 'day': 10}[by]]}"


def around(article: int) -> str:
    """What the article's page links to as further reading."""
    return f"around:{article}"


def below(page: int) -> str:
    """The sections below a section, the standing pages below a standing page."""
    return f"below:{page}"


def menus(site: int) -> str:
    """The sections in the header of a site and the standing pages in its footer."""
    return f"menus:{site}"
