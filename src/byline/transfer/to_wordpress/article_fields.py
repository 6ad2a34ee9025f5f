"""What an article's fields are in WordPress: its plugins' where these are known everywhere, ours for the rest."""

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


def open_or_closed(chosen: str, site: str) -> str:
    """Whether it is open or closed in the end; `site` is what those that say nothing inherit."""
    return (
        CLOSED
        if OpenState.CLOSED in (chosen, site if chosen == OpenState.INHERIT else chosen)
        else OPEN
    )


def contributors_of(article: Article) -> list[Contributor]:
    """Whom the article names, each once."""
    return list(dict.fromkeys(line.contributor for line in article.bylines.all()))


def fields_of(
    house: SiteExport, article: Article, former: Iterable[str], reads: int
) -> dict[str, str]:
    chosen = house.settings
    if not article.live and article.permalink:
        former = [*former, article.permalink]  # withdrawn: nobody else may have it
    return {
        "views": str(reads or ""),
        TITLE_FIELDS[0]: article.seo_title,
        DESCRIPTION_FIELDS[0]: article.search_description,
        PRIMARY_CATEGORY_FIELDS[0]: str(house.numbers.of_term("section", article.section_id))
        if article.further_sections.all()
        else "",
        field_names.LABEL: article.label if article.label != Label.NEWS else "",
        field_names.MACHINE: "1" if article.machine_assisted else "",
        field_names.SECTION: house.nicenames[article.section_id]
        if article.further_sections.all()
        else "",
        field_names.GUID: article.guid if not article.guid.startswith("http") else "",
        field_names.UPDATED: article.updated_at.isoformat()
        if article.updated_at and article.live
        else "",
        field_names.ROLES: _roles(article),
        field_names.RESPOND: _door_said(article.respond, chosen.respond),
        field_names.PINGS: _door_said(article.pings, chosen.pings),
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


def _door_said(chosen: str, site: str) -> str:
    """ "" where WordPress's own field says it all."""
    status = open_or_closed(chosen, site)
    usual = OpenState.CLOSED if status == CLOSED else OpenState.INHERIT
    return "" if chosen == usual else f"{chosen} {status}"


def standfirst_field(standfirst: str) -> str:
    """The words where an excerpt would lose their line breaks."""
    return "" if text_of(escape(standfirst, quote=False)) == standfirst else standfirst


def _roles(article: Article) -> str:
    """Who did what, in the order of the bylines; "" where one person wrote it."""
    lines = [(line.contributor.slug, line.role) for line in article.bylines.all()]
    alone = len(lines) == 1 and lines[0][1] == BylineRole.BY
    return (
        "" if alone else " ".join(f"{slug}:{role}" for slug, role in lines) or field_names.UNSIGNED
    )


def _corrections(article: Article) -> str:
    told = [
        {
            "kind": one.kind,
            "text": one.text,
            "published_at": one.published_at.isoformat() if one.published_at else None,
        }
        for one in article.corrections.all()
    ]
    return json.dumps(told, ensure_ascii=False) if told else ""


def old_slugs(article: Article, former: Iterable[str]) -> list[str]:
    """Slugs that it had at the same place: WordPress leads on from these by itself."""
    folder = _folder(article.permalink)
    return [
        path.strip("/").rpartition("/")[2]
        for path in former
        if "?" not in path and article.live and _folder(path) == folder
    ]


def _folder(path: str) -> str:
    return path.strip("/").rpartition("/")[0]
