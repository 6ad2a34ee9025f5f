"""Pictures and documents as WordPress's attachments: the address and the texts of each file."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from wagtail.documents import get_document_model

from byline.lib.media_folders import path_in_media
from byline.newsroom.models import Address, Picture
from byline.transfer.row_batches import in_batches
from byline.transfer.to_wordpress.id_map import id_in_address, is_free
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import ITEM_END, WxrItem
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    COPYRIGHT,
    CREDIT,
    PICTURE_CAPTION,
)

FILE = "files"
ATTACHMENT_QUERY = "/?attachment_id="


def attachment_items(export: SiteExport) -> Iterator[tuple[str, str]]:
    """Every file of the installation, whichever site uses it: its kind, and its part of the XML."""
    references = export.new_references()
    for kind, rows in (
        ("picture", Picture.objects.all()),
        ("document", get_document_model().objects.all()),
    ):
        for batch in in_batches(rows):
            former = _former(export, kind, batch)
            for medium in batch:
                item = _item(export, references, kind, medium, former[_url(medium)])
                yield FILE, item.start(export.zone) + ITEM_END


def _url(medium: Any) -> str:
    return str(medium.file.url if isinstance(medium, Picture) else medium.url)


def _former(export: SiteExport, kind: str, batch: Sequence[Any]) -> dict[str, list[str]]:
    """The addresses of each file on the old site, by its address here.

    A file that was imported with an id of WordPress keeps it.
    """
    files = {_url(medium): medium.pk for medium in batch}
    former: dict[str, list[str]] = defaultdict(list)
    rows = Address.objects.filter(site=export.site, page=None, destination__in=files).order_by(
        "path"
    )
    for path, url in rows.values_list("path", "destination"):
        number = id_in_address(path, ATTACHMENT_QUERY)
        if (
            number
            and files[url] not in export.ids.claimed.get(kind, {})
            and is_free(export.site, [number])
        ):
            export.ids.claim(kind, files[url], number)
        elif not number:
            former[url].append(path)
    return former


def _item(
    export: SiteExport, references: References, kind: str, medium: Any, former: Sequence[str]
) -> WxrItem:
    number, is_picture = export.ids.post_id(kind, medium.pk), isinstance(medium, Picture)
    return WxrItem(
        wp_id=number,
        kind="attachment",
        title=escape(medium.title, quote=False),
        link=f"{export.root}{ATTACHMENT_QUERY}{number}",
        status="inherit",
        published_at=medium.created_at,
        guid=references.file_url(medium),
        content=escape(medium.credit, quote=False) if is_picture else "",
        attachment_url=references.file_url(medium),
        fields={
            "_wp_attached_file": path_in_media(medium.file),
            "_wp_attachment_image_alt": medium.description if is_picture else "",
            PICTURE_CAPTION: medium.caption if is_picture else "",
            CREDIT: medium.credit if is_picture else "",
            COPYRIGHT: medium.copyright if is_picture else "",
            ADDRESSES: "\n".join(former),
        },
    )
