"""What a paper is to others, as machines read it: trust.txt (journallist.net, draft-org-trust-relationship-protocol)."""

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
"""What each is called there; who is something else to the paper stands in a remark."""


def trust_lines(
    masthead: SiteSettings, affiliations: list[Affiliation], *, refuses_training: bool
) -> Iterator[str]:
    """The file, line by line. Sisters, sponsors and partners have no attribute in it, nor has who has no address."""
    root = masthead.site.root_url
    yield f"# {masthead.name}: {root}/network/ tells the same to people."
    for each in affiliations:
        attribute = ATTRIBUTES.get(Relationship(each.relationship))
        known = attribute and each.url
        yield (
            f"{attribute}={each.url}"
            if known
            else f"# {each.get_relationship_display()}: {' '.join(f'{each.name} {each.url}'.split())}"
        )
    yield from (f"social={href}" for href in masthead.elsewhere)
    pages = pages_of(masthead.site, sharing_settings_of(masthead.site))
    yield from (
        f"disclosure={href}" for href in (f"{root}/network/", *filter(None, pages.values()))
    )
    if masthead.contact:
        yield f"contact={contact_uri(masthead.contact)}"
    if refuses_training:
        yield "datatrainingallowed=no"
