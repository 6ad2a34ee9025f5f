"""The newsroom's verbs: the only writers of what models.py names."""

from byline.newsroom.actions.articles import (
    file_article,
    pick_for_front,
    publish_article,
    revise_article,
    withdraw_article,
)
from byline.newsroom.actions.sites import add_contributor, add_picture, add_section, open_site
from byline.newsroom.actions.standing import add_standing_page, revise_standing_page

__all__ = [
    "add_contributor",
    "add_picture",
    "add_section",
    "add_standing_page",
    "file_article",
    "open_site",
    "pick_for_front",
    "publish_article",
    "revise_article",
    "revise_standing_page",
    "withdraw_article",
]
