"""An article's custom fields in WordPress.

They are those of widespread plugins where there are such, and Byline's own for the rest.
"""

import json
from collections.abc import Iterable
from html import escape

from byline.lib.scrub import text_of
from byline.newsroom.choices import BylineRole, Label, OpenState
from byline.newsroom.models import Article, Contributor
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import CLOSED, OPEN
from byline.transfer.wordpress_format import field_names
from byline.transfer.wordpress_format.field_names import (
    DESCRIPTION_FIELDS,
    PRIMARY_CATEGORY_FIELDS,
    TITLE_FIELDS,
)


def open_or_closed(chosen: str, inherited: str) -> str:
    """WordPress's status for an article's choice; `inherited` is the site's choice."""
    effective = inherited if chosen == OpenState.INHERIT else chosen
    return CLOSED if effective == OpenState.CLOSED else OPEN


def contributors_of(article: Article) -> list[Contributor]:
    """The contributors in the bylines, without repetitions."""
    return list(dict.fromkeys(line.contributor for line in article.bylines.all()))


def fields_of(
    export: SiteExport, article: Article, former: Iterable[str], reads: int
) -> dict[str, str]:
    """All custom fields by name; those with an empty value are not exported."""
    if not article.live and article.permalink:
        former = [*former, article.permalink]  # of an unpublished article: it stays reserved
    has_further_sections = bool(article.further_sections.all())
    return {
        "views": str(reads or ""),
        TITLE_FIELDS[0]: article.seo_title,
        DESCRIPTION_FIELDS[0]: article.search_description,
        PRIMARY_CATEGORY_FIELDS[0]: str(export.ids.term_id("section", article.section_id))
        if has_further_sections
        else "",
        field_names.LABEL: article.label if article.label != Label.NEWS else "",
        field_names.MACHINE: "1" if article.machine_assisted else "",
        field_names.SECTION: export.nicenames[article.section_id] if has_further_sections else "",
        field_names.GUID: article.guid if not article.guid.startswith("http") else "",
        field_names.UPDATED: article.updated_at.isoformat()
        if article.updated_at and article.live
        else "",
        field_names.ROLES: _roles(article),
        field_names.RESPOND: _open_state(article.respond, export.settings.respond),
        field_names.PINGS: _open_state(article.pings, export.settings.pings),
        field_names.OWNERSHIP: article.ownership_line,
        field_names.NOTICE: article.notice_line,
        field_names.STANDFIRST: standfirst_field(article.standfirst),
        field_names.CAPTION: article.lead_caption,
        field_names.CORRECTIONS: _corrections(article),
        field_names.ADDRESSES: "\n".join(former),
        field_names.DATED: article.published_at.isoformat()
        if article.published_at and not article.live
        else "",
    }


def _open_state(chosen: str, inherited: str) -> str:
    """The choice and its effect; "" where WordPress's own status says as much."""
    status = open_or_closed(chosen, inherited)
    usual = OpenState.CLOSED if status == CLOSED else OpenState.INHERIT
    return "" if chosen == usual else f"{chosen} {status}"


def standfirst_field(standfirst: str) -> str:
    """The standfirst, if an excerpt would lose its line breaks; otherwise ""."""
    return "" if text_of(escape(standfirst, quote=False)) == standfirst else standfirst


def _roles(article: Article) -> str:
    """Slugs and roles in the order of the bylines; "" for a single author."""
    bylines = [(line.contributor.slug, line.role) for line in article.bylines.all()]
    if len(bylines) == 1 and bylines[0][1] == BylineRole.BY:
        return ""
    return " ".join(f"{slug}:{role}" for slug, role in bylines) or field_names.UNSIGNED


def _corrections(article: Article) -> str:
    rows = [
        {
            "kind": correction.kind,
            "text": correction.text,
            "published_at": correction.published_at.isoformat()
            if correction.published_at
            else None,
        }
        for correction in article.corrections.all()
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def old_slugs(article: Article, former: Iterable[str]) -> list[str]:
    """Former slugs below the same path. WordPress redirects from these by itself."""
    folder = _folder(article.permalink)
    return [
        path.strip("/").rpartition("/")[2]
        for path in former
        if "?" not in path and article.live and _folder(path) == folder
    ]


def _folder(path: str) -> str:
    return path.strip("/").rpartition("/")[0]
