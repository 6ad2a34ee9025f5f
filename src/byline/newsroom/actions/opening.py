"""The first minute of a house: its first paper, and who owns it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.network.choices import PolicyKind
from byline.newsroom.actions.roles import grant_role
from byline.newsroom.actions.sites import add_contributor, add_section, open_site
from byline.newsroom.actions.standing_pages import add_standing_page
from byline.newsroom.choices import Role


class AlreadyOpen(Exception):
    """The house has its owner."""


@transaction.atomic
def open_newsroom(
    *,
    paper: str,
    hostname: str,
    port: int,
    language: str,
    time_zone: str,
    name: str,
    email: str,
    password: str,
) -> User:
    """The house's first site, with a section to file in and drafts of the pages that every paper has, and its owner.

    Raises AlreadyOpen when there is an account or a site, ValidationError, keyed by field, for what can't be accepted; then
    nothing is made.
    """
    if User.objects.exists() or Site.objects.exists():
        raise AlreadyOpen
    owner = create_user(email, name, password, superuser=True)
    site = open_site(
        name=paper,
        hostname=hostname,
        port=port,
        language=language,
        time_zone=time_zone,
        is_default=True,
    )
    grant_role(owner, site, Role.OWNER)
    add_contributor(name=name, user=owner)
    with override(language):
        add_section(site, name=_("News"))
        _draft_pages(site, owner)
    return owner


def _draft_pages(site: Site, owner: User) -> None:
    pages = [
        (_("About"), "", _("Say who makes this paper, for whom, and who pays for it.")),
        (
            _("Legal notice"),
            PolicyKind.LEGAL_NOTICE,
            _("Say who is answerable for this paper, with a postal address."),
        ),
        (
            _("Comment policy"),
            PolicyKind.COMMENT_POLICY,
            _("Say which responses you publish and which you don't."),
        ),
        (
            _("Privacy"),
            PolicyKind.PRIVACY,
            _("Say what you keep of your readers, why, and for how long."),
        ),
    ]
    for title, policy, hint in pages:
        body = [{"type": "text", "value": f"<p>{hint}</p>"}]
        add_standing_page(site, title=title, policy=policy, body=body, live=False, user=owner)
