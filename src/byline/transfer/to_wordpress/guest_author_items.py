"""Contributors once more, as Co-Authors Plus keeps them: what WordPress's export says of nobody who can sign in."""

from collections.abc import Iterator
from html import escape

from byline.newsroom.models import Contributor
from byline.transfer.html.plain_text import plain_text
from byline.transfer.to_wordpress.site_export import SiteExport
from byline.transfer.to_wordpress.wxr_head import exported_contributors
from byline.transfer.to_wordpress.wxr_item import TAIL, WxrItem
from byline.transfer.wordpress_format.field_names import (
    ADDRESSES,
    BIOGRAPHY,
    FEDIVERSE,
    POSITION,
    PROFILES,
)

PERSON = "contributors"


def guest_author_items(house: SiteExport) -> Iterator[tuple[str, str]]:
    """Everybody whom the site names, and their part of the file."""
    return (
        (PERSON, _entry(house, person).head(house.zone) + TAIL)
        for person in exported_contributors(house)
    )


def _entry(house: SiteExport, person: Contributor) -> WxrItem:
    number, login, about = (
        house.numbers.of("guest", person.pk),
        house.login(person),
        escape(person.biography, quote=False),
    )
    by_number = f"/?author={house.numbers.of_person(person.pk)}"
    portrait = house.numbers.of("picture", person.portrait_id) if person.portrait_id else ""
    return WxrItem(
        number=number,
        kind="guest-author",
        title=escape(person.name, quote=False),
        link=f"{house.root}{person.href}",
        status="publish",
        guid=f"{house.root}/?guest-author={person.slug}",
        slug=f"cap-{person.slug}",
        fields={
            "cap-display_name": escape(person.name, quote=False),
            "cap-user_login": person.slug,
            "cap-linked_account": login,
            "cap-user_email": person.email,
            "cap-website": person.website,
            "cap-description": about,
            "_thumbnail_id": str(portrait),
            BIOGRAPHY: person.biography if plain_text(about) != person.biography else "",
            POSITION: person.position,
            FEDIVERSE: person.fediverse,
            PROFILES: person.profiles,
            ADDRESSES: "\n".join(
                path for path in house.former_people.get(person.address, []) if path != by_number
            ),
        },
    )
