"""The start of the file: the site, its people, sections and tags."""

from collections.abc import Iterator
from html import escape

from django.conf import settings
from django.utils import timezone

from byline import __version__
from byline.newsroom.models import Address, ArticleTag, Contributor, SectionPage, Tag
from byline.newsroom.models.article_numbers import last_number
from byline.transfer.row_batches import rows_in_batches
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_xml import (
    WXR_HEAD,
    feed_date,
    meta_element,
    meta_elements,
    parent_element,
    single_line_element,
    text_element,
    value_element,
)
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    LAST_NUMBER,
    ON_FRONT,
    REDIRECTS,
    SLUG,
)

MENU_SLUG = "menu"


def wxr_head(export: SiteExport) -> Iterator[str]:
    yield WXR_HEAD
    yield _site(export)
    for person in exported_contributors(export):
        yield _author(export, person)
    for section in export.sections():
        yield _section(export, section)
    for tag in exported_tags(export):
        yield _tag(export, tag)
    yield parent_element(
        "wp:term",
        value_element("wp:term_id", export.ids.term_id("menu", 1)),
        text_element("wp:term_taxonomy", "nav_menu"),
        text_element("wp:term_slug", MENU_SLUG),
        text_element("wp:term_parent", ""),
        text_element("wp:term_name", "Menu"),
        meta_element("term", REDIRECTS, "\n".join(_redirects(export))),
        meta_element("term", LAST_NUMBER, str(last_number(export.site.pk))),
    )


def _site(export: SiteExport) -> str:
    site_settings = export.settings
    return "".join(
        (
            text_element("title", escape(site_settings.name, quote=False)),
            value_element("link", export.root),
            text_element("description", escape(site_settings.tagline, quote=False)),
            value_element("pubDate", feed_date(timezone.now())),
            value_element("language", site_settings.language),
            value_element("wp:wxr_version", "1.2"),
            value_element("wp:base_site_url", export.root),
            value_element("wp:base_blog_url", export.root),
            value_element("generator", f"Byline {__version__}"),
        )
    )


def _redirects(export: SiteExport) -> Iterator[str]:
    """Redirects that no item of the file has, and removed pages."""
    rows = (
        Address.objects.filter(site=export.site, page=None)
        .order_by("path")
        .values_list("path", "destination")
    )
    exported_elsewhere = ("/author/", "/documents/", settings.MEDIA_URL)
    return (
        f"{path}\t{to}" for path, to in rows.iterator() if not to.startswith(exported_elsewhere)
    )


def exported_contributors(export: SiteExport) -> Iterator[Contributor]:
    """The contributors in this site's bylines; all contributors if there is no other site."""
    everybody = Contributor.objects.select_related("portrait")
    return rows_in_batches(
        everybody
        if export.is_only_site
        else everybody.filter(bylines__article__site=export.site).distinct()
    )


def _author(export: SiteExport, person: Contributor) -> str:
    return single_line_element(
        "wp:author",
        value_element("wp:author_id", export.ids.user_id(person.pk)),
        text_element("wp:author_login", export.login(person)),
        text_element("wp:author_email", person.email),
        text_element("wp:author_display_name", escape(person.name, quote=False)),
        text_element("wp:author_first_name", ""),
        text_element("wp:author_last_name", ""),
    )


def _section(export: SiteExport, section: SectionPage) -> str:
    names = export.nicenames
    parent = (
        SectionPage.objects.filter(path=section.path[: -SectionPage.steplen])
        .values_list("pk", flat=True)
        .first()
    )
    former = Address.objects.filter(site=export.site, page=section.pk, is_current=False).exclude(
        path__startswith="/?cat="
    )
    fields = {
        SLUG: section.slug if section.slug != names[section.pk] else "",
        ON_FRONT: str(int(section.on_front)),
        ADDRESSES: "\n".join(former.order_by("path").values_list("path", flat=True)),
    }
    return parent_element(
        "wp:category",
        value_element("wp:term_id", export.ids.term_id("section", section.pk)),
        text_element("wp:category_nicename", names[section.pk]),
        text_element("wp:category_parent", names.get(parent or 0, "")),
        text_element("wp:cat_name", escape(section.title, quote=False)),
        text_element("wp:category_description", escape(section.description, quote=False)),
        meta_elements("term", fields),
    )


def exported_tags(export: SiteExport) -> Iterator[Tag]:
    if export.is_only_site:
        return rows_in_batches(Tag.objects.all())
    used = ArticleTag.objects.filter(content_object__site=export.site).values("tag")
    return rows_in_batches(Tag.objects.filter(pk__in=used))


def _tag(export: SiteExport, tag: Tag) -> str:
    return parent_element(
        "wp:tag",
        value_element("wp:term_id", export.ids.term_id("tag", tag.pk)),
        text_element("wp:tag_slug", tag.slug),
        text_element("wp:tag_name", escape(tag.name, quote=False)),
        text_element("wp:tag_description", ""),
    )
