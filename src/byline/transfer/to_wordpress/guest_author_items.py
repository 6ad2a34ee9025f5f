"""Contributors as guest authors of the plugin Co-Authors Plus.

WordPress's own export has only names and addresses of authors.
"""

from collections.abc import Iterator
from html import escape

from byline.newsroom.models import Contributor
from byline.transfer.html.plain_text import plain_text
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_head import exported_contributors
from byline.transfer.to_wordpress.wxr_item import ITEM_END, WxrItem
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    BIOGRAPHY,
    FEDIVERSE,
    POSITION,
    PROFILES,
)

PERSON = "contributors"


def guest_author_items(export: SiteExport) -> Iterator[tuple[str, str]]:
    """The exported contributors: their kind, and their part of the file."""
    return (
        (PERSON, _item(export, person).start(export.zone) + ITEM_END)
        for person in exported_contributors(export)
    )


def _item(export: SiteExport, person: Contributor) -> WxrItem:
    biography = escape(person.biography, quote=False)
    author_query = f"/?author={export.ids.user_id(person.pk)}"
    portrait = export.ids.post_id("picture", person.portrait_id) if person.portrait_id else ""
    former = export.former_author_addresses.get(person.address, [])
    return WxrItem(
        wp_id=export.ids.post_id("guest", person.pk),
        kind="guest-author",
        title=escape(person.name, quote=False),
        link=f"{export.root}{person.href}",
        status="publish",
        guid=f"{export.root}/?guest-author={person.slug}",
        slug=f"cap-{person.slug}",
        fields={
            "cap-display_name": escape(person.name, quote=False),
            "cap-user_login": person.slug,
            "cap-linked_account": export.login(person),
            "cap-user_email": person.email,
            "cap-website": person.website,
            "cap-description": biography,
            "_thumbnail_id": str(portrait),
            BIOGRAPHY: person.biography if plain_text(biography) != person.biography else "",
            POSITION: person.position,
            FEDIVERSE: person.fediverse,
            PROFILES: person.profiles,
            ADDRESSES: "\n".join(path for path in former if path != author_query),
        },
    )
