"""What a paper is to others, as machines read it: trust.txt (journallist.net, draft-org-trust-relationship-protocol)."""

from collections.abc import Iterator

from byline.network.choices import Tie
from byline.network.models import Affiliation, SiteSettings
from byline.network.rules import contact_uri
from byline.sharing.linked import pages_of
from byline.sharing.queries import chosen_by

ATTRIBUTES = {
    Tie.OWNER: "controlledby",
    Tie.OWNED: "control",
    Tie.MEMBERSHIP: "belongto",
    Tie.MEMBER: "member",
    Tie.VENDOR: "vendor",
    Tie.CUSTOMER: "customer",
}
"""What each is called there; who is something else to the paper stands in a remark."""


def trust_lines(
    masthead: SiteSettings, affiliations: list[Affiliation], *, refuses_training: bool
) -> Iterator[str]:
    """The file, line by line. Sisters, sponsors and partners have no attribute in it, nor has who has no address."""
    root = masthead.site.root_url
    yield f"# {masthead.name}: {root}/network/ tells the same to people."
    for each in affiliations:
        attribute = ATTRIBUTES.get(Tie(each.tie))
        known = attribute and each.url
        yield (
            f"{attribute}={each.url}"
            if known
            else f"# {each.get_tie_display()}: {' '.join(f'{each.name} {each.url}'.split())}"
        )
    yield from (f"social={href}" for href in masthead.elsewhere)
    pages = pages_of(masthead.site, chosen_by(masthead.site))
    yield from (
        f"disclosure={href}" for href in (f"{root}/network/", *filter(None, pages.values()))
    )
    if masthead.contact:
        yield f"contact={contact_uri(masthead.contact)}"
    if refuses_training:
        yield "datatrainingallowed=no"
