"""The newsroom's verbs: the only writers of what models.py names."""

from byline.newsroom.actions.arrivals import (
    add_document,
    add_tag,
    clear_way,
    hang_portrait,
    keep_change_date,
    lead_from,
    lead_home,
    lead_to,
    refile_article,
    revise_contributor,
    revise_section,
    withdraw_page,
)
from byline.newsroom.actions.articles import (
    correct_article,
    file_article,
    pick_for_front,
    publish_article,
    revise_article,
    withdraw_article,
)
from byline.newsroom.actions.opening import AlreadyOpen, open_newsroom
from byline.newsroom.actions.receiving import receive_article, receive_articles
from byline.newsroom.actions.roles import grant_role, prepare_groups, revoke_roles
from byline.newsroom.actions.sites import (
    add_contributor,
    add_picture,
    add_section,
    open_site,
    set_links,
)
from byline.newsroom.actions.standing import add_standing_page, revise_standing_page

__all__ = [
    "AlreadyOpen",
    "add_contributor",
    "add_document",
    "add_picture",
    "add_section",
    "add_standing_page",
    "add_tag",
    "clear_way",
    "correct_article",
    "file_article",
    "grant_role",
    "hang_portrait",
    "keep_change_date",
    "lead_from",
    "lead_home",
    "lead_to",
    "open_newsroom",
    "open_site",
    "pick_for_front",
    "prepare_groups",
    "publish_article",
    "receive_article",
    "receive_articles",
    "refile_article",
    "revise_article",
    "revise_contributor",
    "revise_section",
    "revise_standing_page",
    "revoke_roles",
    "set_links",
    "withdraw_article",
    "withdraw_page",
]
