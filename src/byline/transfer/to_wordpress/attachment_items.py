"""Pictures and documents, as WordPress's attachments: where each file is to be had, and the words that go with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from wagtail.documents import get_document_model

from byline.newsroom.models import Address, Picture
from byline.transfer.row_batches import in_batches
from byline.transfer.to_wordpress.id_map import id_in_address, is_free
from byline.transfer.to_wordpress.references import References
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_item import TAIL, WxrItem
from byline.transfer.wordpress_format.field_names import ADDRESSES, CREDIT

FILE = "files"
ATTACHMENT_QUERY = "/?attachment_id="


def attachment_items(house: SiteExport) -> Iterator[tuple[str, str]]:
    """Every file of the house, whichever site shows it, and its part of the file."""
    shelf = house.shelf()
    for kind, rows in (
        ("picture", Picture.objects.all()),
        ("document", get_document_model().objects.all()),
    ):
        for batch in in_batches(rows):
            former = _former(house, kind, batch)
            for one in batch:
                yield (
                    FILE,
                    _entry(house, shelf, kind, one, former[_url(one)]).head(house.zone) + TAIL,
                )


def _url(one: Any) -> str:
    return str(one.file.url if isinstance(one, Picture) else one.url)


def _former(house: SiteExport, kind: str, batch: Sequence[Any]) -> dict[str, list[str]]:
    """What led to each file on the old site, by its address here. One that had a number of WordPress's has it still."""
    files = {_url(one): one.pk for one in batch}
    former: dict[str, list[str]] = defaultdict(list)
    rows = Address.objects.filter(site=house.site, page=None, destination__in=files).order_by(
        "path"
    )
    for path, url in rows.values_list("path", "destination"):
        number = id_in_address(path, ATTACHMENT_QUERY)
        if (
            number
            and files[url] not in house.numbers.claimed.get(kind, {})
            and is_free(house.site, [number])
        ):
            house.numbers.claim(kind, files[url], number)
        elif not number:
            former[url].append(path)
    return former


def _entry(
    house: SiteExport, shelf: References, kind: str, one: Any, former: Sequence[str]
) -> WxrItem:
    number, is_picture = house.numbers.of(kind, one.pk), isinstance(one, Picture)
    return WxrItem(
        number=number,
        kind="attachment",
        title=escape(one.title, quote=False),
        link=f"{house.root}{ATTACHMENT_QUERY}{number}",
        status="inherit",
        at=one.created_at,
        guid=shelf.file(one),
        content=escape(one.credit, quote=False) if is_picture else "",
        file=shelf.file(one),
        fields={
            "_wp_attached_file": one.file.name,
            "_wp_attachment_image_alt": one.description if is_picture else "",
            CREDIT: one.credit if is_picture else "",
            ADDRESSES: "\n".join(former),
        },
    )
