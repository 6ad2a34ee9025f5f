"""Pages for readers, one view for each kind. None depends on who is reading."""

from byline.newsroom.views.address import address
from byline.newsroom.views.front import front, latest
from byline.newsroom.views.lists import archive, archive_below_date, contributor, section, tag
from byline.newsroom.views.policies import policy_version
from byline.newsroom.views.record import corrections, network, security
from byline.newsroom.views.search import search
from byline.newsroom.views.welcome import welcome

__all__ = [
    "address",
    "archive",
    "archive_below_date",
    "contributor",
    "corrections",
    "front",
    "latest",
    "network",
    "policy_version",
    "search",
    "section",
    "security",
    "tag",
    "welcome",
]
