"""The names of the fields (post meta) that hold what WordPress's own format has no place for.

`transfer/to_wordpress` writes them and `transfer/wordpress` reads them; those of Byline begin
with `_byline_`. Each holds only while what it describes is unchanged in WordPress.
"""

from byline.discussion.choices import Reason, State
from byline.transfer.run.comment_states import PENDING, PUBLISHED, SPAM, TRASH

FIELD_PREFIX = "_byline_"
BYLINE_GENERATOR = "Byline "
"""The prefix of the generator's name in an export of Byline."""
LABEL, MACHINE, ROLES = "_byline_label", "_byline_machine_assisted", "_byline_roles"
RESPOND, PINGS = "_byline_respond", "_byline_pings"
OWNERSHIP, NOTICE = "_byline_ownership_line", "_byline_notice_line"
STANDFIRST, CAPTION, CREDIT = "_byline_standfirst", "_byline_lead_caption", "_byline_credit"
PICTURE_CAPTION, COPYRIGHT = "_byline_caption", "_byline_copyright"
CORRECTIONS, ADDRESSES = "_byline_corrections", "_byline_addresses"
DATED, UPDATED, GUID, SECTION = (
    "_byline_published_at",
    "_byline_updated_at",
    "_byline_guid",
    "_byline_section",
)
UNSIGNED = "nobody"
POLICY, IN_MENU = "_byline_policy", "_byline_in_menu"
SLUG, ON_FRONT, REDIRECTS = "_byline_slug", "_byline_on_front", "_byline_redirects"
LAST_NUMBER = "_byline_last_number"
BIOGRAPHY, POSITION, FEDIVERSE, PROFILES = (
    "_byline_biography",
    "_byline_position",
    "_byline_fediverse",
    "_byline_profiles",
)
NUMBER, STATE, VOICE = "_byline_number", "_byline_state", "_byline_voice"
MARKDOWN, ANCHOR, PINNED = "_byline_markdown", "_byline_anchor", "_byline_pinned"
WAS_SHOWN = "shown"
WAITING = (State.PENDING, State.UNCONFIRMED)
PRIMARY_CATEGORY_FIELDS = ("_yoast_wpseo_primary_category", "rank_math_primary_category")
TITLE_FIELDS = (
    "_yoast_wpseo_title",
    "rank_math_title",
    "_aioseo_title",
    "_aioseop_title",
    "_genesis_title",
)
DESCRIPTION_FIELDS = (
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_genesis_description",
)


def wordpress_state(state: str, reason: str) -> str:
    """WordPress's name for the state: published, pending, spam or trash."""
    if state == State.PUBLISHED:
        return PUBLISHED
    if state in WAITING:
        return PENDING
    return SPAM if reason == Reason.SPAM else TRASH


def state_field(state: str, reason: str, *, was_shown: bool) -> str:
    """The value of the field: state, reason, and whether readers ever saw it."""
    return f"{state} {reason}{f' {WAS_SHOWN}' if was_shown else ''}"
