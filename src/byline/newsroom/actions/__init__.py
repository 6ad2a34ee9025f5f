"""Functions that write the newsroom's models: nothing else does, besides the editor's own save."""

from byline.newsroom.actions.articles import (
    correct_article,
    file_article,
    pick_for_front,
    publish_article,
    revise_article,
    unpublish_article,
)
from byline.newsroom.actions.for_imports import (
    add_document,
    add_tag,
    free_address,
    raise_last_number,
    redirect_from,
    redirect_root,
    redirect_to,
    refile_article,
    revise_contributor,
    revise_section,
    set_portrait,
    set_updated_at,
    unpublish_page,
)
from byline.newsroom.actions.importing import import_article, import_articles
from byline.newsroom.actions.opening import AlreadyOpen, open_newsroom
from byline.newsroom.actions.roles import grant_role, prepare_groups, revoke_roles
from byline.newsroom.actions.sites import (
    add_contributor,
    add_picture,
    add_section,
    open_site,
    set_links,
    share_contributor,
)
from byline.newsroom.actions.standing_pages import add_standing_page, revise_standing_page

__all__ = [
    "AlreadyOpen",
    "add_contributor",
    "add_document",
    "add_picture",
    "add_section",
    "add_standing_page",
    "add_tag",
    "correct_article",
    "file_article",
    "free_address",
    "grant_role",
    "import_article",
    "import_articles",
    "open_newsroom",
    "open_site",
    "pick_for_front",
    "prepare_groups",
    "publish_article",
    "raise_last_number",
    "redirect_from",
    "redirect_root",
    "redirect_to",
    "refile_article",
    "revise_article",
    "revise_contributor",
    "revise_section",
    "revise_standing_page",
    "revoke_roles",
    "set_links",
    "set_portrait",
    "set_updated_at",
    "share_contributor",
    "unpublish_article",
    "unpublish_page",
]
