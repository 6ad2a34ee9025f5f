"""What stands before the items: the site, its people, sections and tags."""

from collections.abc import Iterator
from html import escape

from django.conf import settings
from django.utils import timezone
from taggit.models import Tag

from byline import __version__
from byline.newsroom.models import Address, ArticleTag, Contributor, SectionPage
from byline.transfer.records.batches import each
from byline.transfer.to_wordpress.house import House
from byline.transfer.to_wordpress.xml import (
    HEAD,
    around,
    bare,
    feed_date,
    meta,
    metas,
    on_one_line,
    said,
)
from byline.transfer.wordpress.roundtrip import ADDRESSES, ON_FRONT, REDIRECTS, SLUG

MENU = "menu"


def head(house: House) -> Iterator[str]:
    yield HEAD
    yield _site(house)
    for person in people(house):
        yield _author(house, person)
    for section in house.sections():
        yield _section(house, section)
    for tag in tags(house):
        yield _tag(house, tag)
    yield around(
        "wp:term",
        bare("wp:term_id", house.numbers.of_term("menu", 1)),
        said("wp:term_taxonomy", "nav_menu"),
        said("wp:term_slug", MENU),
        said("wp:term_parent", ""),
        said("wp:term_name", "Menu"),
        meta("term", REDIRECTS, "\n".join(_redirects(house))),
    )


def _site(house: House) -> str:
    chosen = house.settings
    return "".join(
        (
            said("title", escape(chosen.name, quote=False)),
            bare("link", house.root),
            said("description", escape(chosen.tagline, quote=False)),
            bare("pubDate", feed_date(timezone.now())),
            bare("language", chosen.language),
            bare("wp:wxr_version", "1.2"),
            bare("wp:base_site_url", house.root),
            bare("wp:base_blog_url", house.root),
            bare("generator", f"Byline {__version__}"),
        )
    )


def _redirects(house: House) -> Iterator[str]:
    """What leads to no article, page, person or file, and what is gone."""
    rows = (
        Address.objects.filter(site=house.site, page=None)
        .order_by("path")
        .values_list("path", "destination")
    )
    elsewhere = ("/author/", "/documents/", settings.MEDIA_URL)
    return (f"{path}\t{to}" for path, to in rows.iterator() if not to.startswith(elsewhere))


def people(house: House) -> Iterator[Contributor]:
    """Everybody whom this site names; in a house of one site, everybody."""
    everybody = Contributor.objects.select_related("portrait")
    return each(
        everybody
        if house.is_only
        else everybody.filter(bylines__article__site=house.site).distinct()
    )


def _author(house: House, person: Contributor) -> str:
    return on_one_line(
        "wp:author",
        bare("wp:author_id", house.numbers.of_person(person.pk)),
        said("wp:author_login", house.login(person)),
        said("wp:author_email", person.email),
        said("wp:author_display_name", escape(person.name, quote=False)),
        said("wp:author_first_name", ""),
        said("wp:author_last_name", ""),
    )


def _section(house: House, section: SectionPage) -> str:
    names = house.nicenames
    above = (
        SectionPage.objects.filter(path=section.path[: -SectionPage.steplen])
        .values_list("pk", flat=True)
        .first()
    )
    former = Address.objects.filter(site=house.site, page=section.pk, is_current=False).exclude(
        path__startswith="/?cat="
    )
    fields = {
        SLUG: section.slug if section.slug != names[section.pk] else "",
        ON_FRONT: str(int(section.on_front)),
        ADDRESSES: "\n".join(former.order_by("path").values_list("path", flat=True)),
    }
    return around(
        "wp:category",
        bare("wp:term_id", house.numbers.of_term("section", section.pk)),
        said("wp:category_nicename", names[section.pk]),
        said("wp:category_parent", names.get(above or 0, "")),
        said("wp:cat_name", escape(section.title, quote=False)),
        said("wp:category_description", escape(section.description, quote=False)),
        metas("term", fields),
    )


def tags(house: House) -> Iterator[Tag]:
    if house.is_only:
        return each(Tag.objects.all())
    used = ArticleTag.objects.filter(content_object__site=house.site).values("tag")
    return each(Tag.objects.filter(pk__in=used))


def _tag(house: House, tag: Tag) -> str:
    return around(
        "wp:tag",
        bare("wp:term_id", house.numbers.of_term("tag", tag.pk)),
        said("wp:tag_slug", tag.slug),
        said("wp:tag_name", escape(tag.name, quote=False)),
        said("wp:tag_description", ""),
    )
