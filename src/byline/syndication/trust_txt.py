"""The site's affiliations for machines: trust.txt.

See journallist.net and draft-org-trust-relationship-protocol.
"""

from collections.abc import Iterator

from byline.network.choices import Relationship
from byline.network.models import Affiliation, SiteSettings
from byline.network.rules import contact_uri
from byline.sharing.queries import sharing_settings_of
from byline.sharing.structured_data import pages_of

ATTRIBUTES = {
    Relationship.OWNER: "controlledby",
    Relationship.OWNED: "control",
    Relationship.MEMBERSHIP: "belongto",
    Relationship.MEMBER: "member",
    Relationship.VENDOR: "vendor",
    Relationship.CUSTOMER: "customer",
}
"""Other relationships have no attribute and become comments."""


def trust_lines(
    masthead: SiteSettings, affiliations: list[Affiliation], *, refuses_training: bool
) -> Iterator[str]:
    """The lines of the file.

    Entries that the format has no attribute for, and entries without an address, become comments.
    """
    root = masthead.site.root_url
    yield f"# {masthead.name}: {root}/network/ is this page for people."
    for affiliation in affiliations:
        attribute = ATTRIBUTES.get(Relationship(affiliation.relationship))
        if attribute and affiliation.url:
            yield f"{attribute}={affiliation.url}"
        else:
            entry = " ".join(f"{affiliation.name} {affiliation.url}".split())
            yield f"# {affiliation.get_relationship_display()}: {entry}"
    yield from (f"social={href}" for href in masthead.elsewhere)
    pages = pages_of(masthead.site, sharing_settings_of(masthead.site))
    yield from (
        f"disclosure={href}" for href in (f"{root}/network/", *filter(None, pages.values()))
    )
    if masthead.contact:
        yield f"contact={contact_uri(masthead.contact)}"
    if refuses_training:
        yield "datatrainingallowed=no"
