"""Reads the `_byline_` fields of an export of Byline, for what WordPress's own fields cannot hold.

`transfer/to_wordpress` writes them. Changes made in WordPress since take precedence.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from wagtail.models import Page, Site

from byline.lib.scrub import text_of
from byline.lib.slugs import kept_slug
from byline.network.choices import PolicyKind
from byline.network.rules import validate_handle, validate_profiles, validate_web_address
from byline.newsroom import actions
from byline.newsroom.choices import BylineRole, CorrectionKind, Label, OpenState
from byline.newsroom.copy import Copy, CorrectionCopy, Credit
from byline.newsroom.models.address import MAX_PATH_LENGTH
from byline.transfer.html.plain_text import plain_text
from byline.transfer.wordpress.wxr_records import WordPressItem, WordPressTerm
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    BIOGRAPHY,
    CAPTION,
    CORRECTIONS,
    DATED,
    FEDIVERSE,
    FIELD_PREFIX,
    LABEL,
    LAST_NUMBER,
    MACHINE,
    NOTICE,
    ON_FRONT,
    OWNERSHIP,
    PINGS,
    POLICY,
    POSITION,
    PROFILES,
    REDIRECTS,
    RESPOND,
    ROLES,
    SLUG,
    STANDFIRST,
    UNSIGNED,
    UPDATED,
)

MAX_DIGITS = 16  # of an article's number; a row holds a few more


def has_byline_fields(meta: Mapping[str, str]) -> bool:
    """Whether Byline wrote it."""
    return any(name.startswith(FIELD_PREFIX) for name in meta)


def restore_copy(copy: Copy, item: WordPressItem) -> Copy:
    """The article's copy with the values of the item's `_byline_` fields."""
    meta = item.meta
    if not has_byline_fields(meta):
        return copy
    return replace(
        copy,
        label=meta[LABEL] if meta.get(LABEL) in Label.values else copy.label,
        machine_assisted=meta.get(MACHINE) == "1",
        credits=_with_roles(copy.credits, meta.get(ROLES, "")),
        respond=_door(meta.get(RESPOND, ""), item.comment_status) or copy.respond,
        pings=_door(meta.get(PINGS, ""), item.ping_status) or copy.pings,
        ownership_line=meta.get(OWNERSHIP, "")[:300],
        notice_line=meta.get(NOTICE, "")[:500],
        standfirst=standfirst_of(item),
        lead_caption=(meta.get(CAPTION) or copy.lead_caption)[:500] if copy.lead_picture else "",
        published_at=copy.published_at or _moment(meta.get(DATED)),
        corrections=_corrections(meta.get(CORRECTIONS, "")),
        updated_at=_changed(copy, meta.get(UPDATED)),
    )


def _door(value: str, status: str) -> str:
    """`value` is the setting and its state in WordPress then. If that changed there, it counts."""
    setting, _, status_then = value.partition(" ")
    return setting if setting in OpenState.values and status_then == status else ""


def standfirst_of(item: WordPressItem) -> str:
    """The standfirst, with the line breaks that an excerpt loses."""
    kept, plain = item.meta.get(STANDFIRST, ""), text_of(item.excerpt)
    return kept if kept.split() == plain.split() else plain


def _with_roles(credited: list[Credit], value: str) -> list[Credit]:
    """`value` has a slug and a role for each byline (`rosa-quill:by`).

    It counts while the names are the same.
    """
    people = {credit.contributor.slug: credit.contributor for credit in credited}
    pairs = list(dict.fromkeys(re.findall(r"([^\s:]+):(\w+)", value)))
    if {slug for slug, _ in pairs} != set(people) or any(
        role not in BylineRole.values for _, role in pairs
    ):
        return credited
    return [Credit(people[slug], role) for slug, role in pairs]


def _changed(copy: Copy, value: str | None) -> datetime | None:
    """When it was last changed. WordPress's importer sets a post's change to its date."""
    changed = copy.updated_at
    if changed and copy.published_at and changed <= copy.published_at:
        changed = None
    return changed or (_moment(value) if copy.updated_at else None)


def is_unsigned(item: WordPressItem) -> bool:
    """Whether it is a draft without a byline."""
    return item.meta.get(ROLES) == UNSIGNED and item.status == "draft"


def _corrections(value: str) -> list[CorrectionCopy] | None:
    try:
        rows = json.loads(value) if value else []
    except ValueError:
        return None
    corrections = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [
        CorrectionCopy(str(row["text"]), row["kind"], _moment(row.get("published_at")))
        for row in corrections
        if row.get("text") and row.get("kind") in CorrectionKind.values
    ]


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def policy_of(item: WordPressItem) -> str:
    policy = item.meta.get(POLICY, "")
    return policy if policy in PolicyKind.values else ""


def section_of(term: WordPressTerm, slug: str, *, on_front: bool) -> tuple[str, bool]:
    """Slug of the section that the category was, and whether it is on the front page; else the
    defaults.
    """
    meta = dict(term.meta)
    return kept_slug(meta.get(SLUG, "")) or slug, meta[
        ON_FRONT
    ] == "1" if ON_FRONT in meta else on_front


def former_addresses(meta: Mapping[str, str]) -> list[str]:
    """The paths that led to it, except its own address."""
    lines = [line.strip() for line in meta.get(ADDRESSES, "").splitlines()]
    return [path for path in lines if path.startswith("/") and len(path) <= MAX_PATH_LENGTH]


def redirect_former(site: Site, meta: Mapping[str, str], page: Page) -> None:
    """Redirect the old addresses to the page here."""
    for path in former_addresses(meta):
        actions.redirect_from(site, path, page)


def redirect_as_before(site: Site, terms: Iterable[WordPressTerm]) -> None:
    """Restore the site's own redirects, which a menu holds: path, tab, target; without a target it
    is gone.
    """
    for term in terms:
        for line in (
            dict(term.meta).get(REDIRECTS, "").splitlines() if term.taxonomy == "nav_menu" else ()
        ):
            path, _, destination = line.partition("\t")
            if path.startswith("/"):
                actions.redirect_to(site, path, destination)


def count_on_as_before(site: Site, terms: Iterable[WordPressTerm]) -> None:
    """Restore the highest number that an article of the site ever had, which a menu holds."""
    for term in terms:
        number = dict(term.meta).get(LAST_NUMBER, "") if term.taxonomy == "nav_menu" else ""
        if number.isdecimal() and len(number) <= MAX_DIGITS:
            actions.raise_last_number(site, int(number))


def contributor_details(meta: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a contributor's page besides name and biography. Invalid values are ignored."""
    if not has_byline_fields(meta):
        return {}
    return {
        "position": meta.get(POSITION, "")[:120],
        "email": _valid(meta.get("cap-user_email", ""), validate_email),
        "website": _valid(meta.get("cap-website", ""), validate_web_address),
        "fediverse": _valid(meta.get(FEDIVERSE, ""), validate_handle),
        "profiles": _valid(meta.get(PROFILES, ""), validate_profiles),
    }


def biography_of(biography: str, meta: Mapping[str, str]) -> str:
    """The biography as plain text, with its paragraphs if Byline wrote it."""
    kept, plain = meta.get(BIOGRAPHY, ""), plain_text(biography)
    return kept if kept.split() == plain.split() else plain


def _valid(value: str, check: Callable[[str], object]) -> str:
    try:
        if value:
            check(value)
    except ValidationError:
        return ""
    return value
