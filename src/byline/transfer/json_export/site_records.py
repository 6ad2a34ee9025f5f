"""Sites, sections, people, media, policies and redirects."""

from collections.abc import Iterator
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Site

from byline.lib.media_folders import path_in_media
from byline.network.models import PolicyVersion
from byline.network.queries import settings_of
from byline.newsroom.models import Address, Contributor, Picture, SectionPage, Tag
from byline.transfer.row_batches import rfc3339, rows_in_batches

EXPORTED_SETTINGS = (
    "tagline language time_zone permalink_pattern accent_colour articles_per_page "
    "updated_after_hours ownership_line notice_line links respond pings"
).split()


def sites(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    for site in export_sites:
        site_settings = settings_of(site)
        yield {
            "id": site.pk,
            "address": site.root_url,
            "name": site_settings.name,
            "is_default": site.is_default_site,
            **{name: getattr(site_settings, name) for name in EXPORTED_SETTINGS},
        }


def sections(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    keys_by_path = dict(SectionPage.objects.filter(site__in=export_sites).values_list("path", "pk"))
    for section in rows_in_batches(SectionPage.objects.filter(site__in=export_sites)):
        yield {
            "id": section.pk,
            "site": section.site_id,
            "above": keys_by_path.get(section.path[: -SectionPage.steplen]),
            "title": section.title,
            "slug": section.slug,
            "path": section.address,
            "description": section.description,
            "on_front": section.on_front,
            "is_live": section.live,
        }


def contributors() -> Iterator[dict[str, Any]]:
    for person in rows_in_batches(Contributor.objects.select_related("portrait")):
        yield {
            "id": person.pk,
            "site": person.site_id,
            "name": person.name,
            "slug": person.slug,
            "path": person.address,
            "position": person.position,
            "biography": person.biography,
            "email": person.email,
            "portrait": person.portrait_id,
        }


def tags() -> Iterator[dict[str, Any]]:
    return (
        {"id": tag.pk, "name": tag.name, "slug": tag.slug}
        for tag in rows_in_batches(Tag.objects.all())
    )


def media() -> Iterator[dict[str, Any]]:
    """Pictures, then documents. An `id` is unique only within its `kind`."""
    for picture in rows_in_batches(Picture.objects.all()):
        yield _medium("picture", picture) | {
            "description": picture.description,
            "caption": picture.caption,
            "credit": picture.credit,
            "copyright": picture.copyright,
            "width": picture.width,
            "height": picture.height,
        }
    for document in rows_in_batches(get_document_model().objects.all()):
        yield _medium("document", document) | {
            "description": "",
            "caption": "",
            "credit": "",
            "copyright": "",
            "width": None,
            "height": None,
        }


def _medium(kind: str, row: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": row.pk,
        "title": row.title,
        "file": f"media/{path_in_media(row.file)}",
        "bytes": row.file_size or _size(row.file),
        "added_at": rfc3339(row.created_at),
    }


def _size(file: Any) -> int | None:
    """The size in bytes; None if the file is missing."""
    try:
        return int(file.size)
    except OSError:
        return None


def policies(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    for version in rows_in_batches(PolicyVersion.objects.filter(site__in=export_sites)):
        yield {
            "site": version.site_id,
            "policy": version.kind,
            "number": version.number,
            "title": version.title,
            "html": version.text,
            "in_force_since": rfc3339(version.in_force_since),
        }


def redirects(export_sites: list[Site]) -> Iterator[dict[str, Any]]:
    """Former addresses of a page (`page`), redirects to an address (`to`), or removed (neither)."""
    for address in rows_in_batches(Address.objects.filter(site__in=export_sites, is_current=False)):
        yield {
            "site": address.site_id,
            "from": address.path,
            "page": address.page_id,
            "to": address.destination,
        }
