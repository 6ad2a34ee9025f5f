"""Opening a new installation: its first site, and the owner's account."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.network.choices import PolicyKind
from byline.newsroom.actions.roles import grant_role
from byline.newsroom.actions.sites import add_contributor, add_section, open_site
from byline.newsroom.actions.standing_pages import add_standing_page
from byline.newsroom.choices import Role


class AlreadyOpen(Exception):
    """The installation has an account or a site."""


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
    """Create the first site with a section and drafts of the usual pages; returns its owner.

    Raises AlreadyOpen when there is an account or a site, and ValidationError, keyed by field, for
    invalid values; nothing is created then.
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
    add_contributor(site=site, name=name, user=owner)
    with override(language):
        add_section(site, name=pgettext("name of a section", "News"))
        _draft_pages(site, owner)
    return owner


def _draft_pages(site: Site, owner: User) -> None:
    pages = [
        (_("About"), "", _("Say who runs this site, for whom, and who pays for it.")),
        (
            _("Legal notice"),
            PolicyKind.LEGAL_NOTICE,
            _("Say who is responsible for this site, with a postal address."),
        ),
        (
            _("Comment policy"),
            PolicyKind.COMMENT_POLICY,
            _("Say which responses you publish and which you don't."),
        ),
        (
            pgettext("the title of a page", "Privacy"),
            PolicyKind.PRIVACY,
            _("Say what data you store about your readers, why, and for how long."),
        ),
    ]
    for title, policy, hint in pages:
        body = [{"type": "text", "value": f"<p>{hint}</p>"}]
        add_standing_page(site, title=title, policy=policy, body=body, live=False, user=owner)
