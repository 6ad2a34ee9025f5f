"""Which fields of an article are loaded, restored, validated and announced differently."""

from typing import Final

# True of the article, whichever revision is looked at.
FIXED_FIELDS: Final = ("site_id", "section_id", "permalink", "post_id", "guid")
# A revision's values of these are replaced by those of the page's row: looking them up is useless.
REPLACED_RELATIONS: Final = frozenset(
    "content_type locale site section alias_of owner locked_by latest_revision".split()
)
# Set by this code or by Wagtail from rows that exist, and held by the database's own constraints.
FIELDS_NOT_TO_VALIDATE: Final = frozenset(
    "content_type locale site section latest_revision live_revision alias_of path"
    " translation_key".split()
)
# Cards don't load these: an article that was loaded without any of them is shown as a card.
PAGE_ONLY_FIELDS = (
    "body",
    "lead_caption",
    "updated_at",
    "is_corrected",
    "ownership_line",
    "notice_line",
    "respond",
    "pings",
    "seo_title",
    "search_description",
)
PICTURE_TEXT_FIELDS = (
    "title",
    "description",
    "caption",
    "credit",
    "copyright",
)  # of a picture that is loaded without texts
INVISIBLE_FIELDS = frozenset(
    "latest_revision latest_revision_created_at draft_title has_unpublished_changes locked"
    " wagtail_admin_comments locked_at locked_by alias_of last_published_at first_published_at"
    " live_revision go_live_at expire_at expired owner".split()
)
# Readers see an article's place in the tree and its slug only through its permalink.
INVISIBLE_ARTICLE_FIELDS = INVISIBLE_FIELDS | frozenset(
    "page_ptr path depth numchild slug url_path show_in_menus post_id".split()
)
