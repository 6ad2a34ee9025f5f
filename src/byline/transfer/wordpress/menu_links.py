"""Imports links of the old site's menus as links in the footer of every page."""

from django.core.exceptions import ValidationError

from byline.network.queries import settings_of
from byline.network.rules import MAX_FOOTER_LINKS, validate_link
from byline.newsroom import actions
from byline.transfer.html.links import link_address
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.report import ReportEntry
from byline.transfer.run.upsert import UpsertItem, upsert
from byline.transfer.wordpress.address_report import AddressReport
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.menus import MenuLink

MENU, ENTRY = "menu", "nav_menu_item"
KEPT_AS_LINK = "a menu entry with its own address: in the footer of every page"


def import_menu_links(context: ImportContext, addresses: AddressReport) -> None:
    """Set the links, unless an editor chose others since; report each entry.

    Called after all items.
    """
    kept: dict[str, str] = {}
    for link in sorted(context.survey.menus.links, key=lambda link: link.place):
        href, why = _link_target(context, addresses, link)
        if href and href not in kept and len(kept) == MAX_FOOTER_LINKS:
            href, why = (
                "",
                (
                    f"a menu entry with its own address ({link.url[:200]}): the footer has "
                    f"{MAX_FOOTER_LINKS} links already"
                ),
            )
        if href:
            kept.setdefault(href, plain_text(link.text))
        context.report.skip(ReportEntry(ENTRY, link.key, link.text, link.line, why))
    if kept:
        links = [(text, href) for href, text in kept.items()]
        upsert(
            context.ledger,
            context.report,
            UpsertItem(
                MENU,
                "links",
                "Links of the menu",
                fingerprint_of(*map(" ".join, links)),
                create=lambda: actions.set_links(
                    context.site, _file_beside(settings_of(context.site).more_links, links)
                ),
                revise=lambda chosen: actions.set_links(context.site, links),
                current=lambda chosen: fingerprint_of(*map(" ".join, chosen.more_links)),
            ),
        )


def _link_target(
    context: ImportContext, addresses: AddressReport, link: MenuLink
) -> tuple[str, str]:
    """Where the entry leads here, "" for nowhere, and what the report says about it."""
    href, of_its_own = (
        link_address(link.url, context.old_site_context),
        f"a menu entry with its own address ({link.url[:200]})",
    )
    if not href or href.startswith("#") or not plain_text(link.text):
        return "", f"{of_its_own}: it has no usable address"
    if href == "/":
        return "", f"{of_its_own}: the site's name already leads there"
    if href.startswith("/") and not addresses.has_answer(href):
        return "", f"{of_its_own}: nothing is there"
    try:
        validate_link(href)
    except ValidationError as error:
        return "", f"{of_its_own}: {' '.join(error.messages)}"
    return href, KEPT_AS_LINK


def _file_beside(
    there: list[tuple[str, str]], links: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    taken = {href for _words, href in there}
    return [*there, *(link for link in links if link[1] not in taken)][:MAX_FOOTER_LINKS]
