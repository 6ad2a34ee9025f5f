"""Addresses of articles: which one is due, whether it is free, and redirects from former ones."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from byline.lib.related import related_or_none
from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.network.rules import is_reserved
from byline.newsroom.models.address import Address
from byline.newsroom.rules import PermalinkParts, permalink_path

if TYPE_CHECKING:
    from byline.newsroom.models.article import Article
    from byline.newsroom.models.section import SectionPage


def permalink_of(article: "Article", pattern: str = "", chosen: SiteSettings | None = None) -> str:
    """The path that `pattern` (by default its site's) gives the article, in the site's time zone.

    `chosen` are the site's settings, if the caller has them.
    """
    chosen = chosen or _settings_of(article)
    parts = _permalink_parts(article, article.slug, article.section, chosen)
    return permalink_path(pattern or chosen.permalink_pattern, parts)


def due_address(article: "Article") -> tuple[Address, Address | None]:
    """The address that the article should have now, and the one that it has: often the same.

    It changes with the slug, and with the section where the pattern that made it names the
    section; with nothing else. One that the article has not yet is not saved.
    """
    current = Address.objects.of(article)
    category = article.section.path_of_slugs
    if (
        current
        and current.slug == article.slug
        and (current.category == category or "%category%" not in current.pattern)
    ):
        return current, current
    chosen = _settings_of(article)
    pattern = (current and current.pattern) or chosen.permalink_pattern
    due = Address(
        site=article.site,
        path=permalink_of(article, pattern, chosen),
        is_current=True,
        slug=article.slug,
        category=category,
        pattern=pattern,
    )
    return due, current


def check_address(article: "Article", address: Address) -> Address | None:
    """The row that this address may take over, if any. Raises ValidationError when it is taken."""
    taken = Address.objects.at(article.site, address.path)
    if refusal := _why_refused_to(article, article.site, address.path, taken, address.pattern):
        raise ValidationError({"slug": refusal})
    return taken


def why_refused(path: str, taken: Address | None, *, stands: bool, pattern: str) -> str:
    """Why an article can't have this path, for people; "" where it can.

    `stands`: a standing page answers there. `pattern` made the path.
    """
    if taken and not taken.is_gone:
        return _("%(path)s is the address of “%(title)s”. Choose another slug.") % _who(taken)
    if is_reserved(path, has_number="%post_id%" in pattern) or stands:
        return _("The address %(path)s is already in use. Choose another slug.") % {"path": path}
    return ""


def is_address_taken(article: "Article", slug: str, section: "SectionPage") -> bool:
    """Whether the slug would give this article, in this section, an address that it can't have.

    False where addresses have no slug: another one would not help.
    """
    chosen = settings_of(section.site)
    if "%postname%" not in chosen.permalink_pattern:
        return False
    path = permalink_path(
        chosen.permalink_pattern, _permalink_parts(article, slug, section, chosen)
    )
    taken = Address.objects.at(section.site, path)
    return bool(_why_refused_to(article, section.site, path, taken, chosen.permalink_pattern))


def check_due_address(article: "Article") -> None:
    """Raise ValidationError where the address that is due to the article is taken."""
    due, current = due_address(article)
    if due is not current:
        check_address(article, due)


@dataclass(frozen=True)
class ClaimedAddress:
    """The address that an article takes when it is saved, and the one that it gives up."""

    address: Address
    former: Address | None


def claim_address(article: "Article") -> ClaimedAddress | None:
    """Give an article that is about to be saved the path that is due to it.

    Returns what is to be saved with it; None where it has that address already. Raises
    ValidationError when the path is taken: nothing is changed then.
    """
    due, current = due_address(article)
    if due is not current:
        taken = check_address(article, due)
        due.pk = taken.pk if taken else None
    article.permalink = due.path
    return None if due is current else ClaimedAddress(due, current)


def save_claimed_address(article: "Article", claimed: ClaimedAddress) -> None:
    """Make the address the saved article's current one; the former one becomes a redirect."""
    if claimed.former:
        Address.objects.filter(pk=claimed.former.pk).update(is_current=False)
    claimed.address.page = article
    claimed.address.save(force_update=bool(claimed.address.pk))


def _permalink_parts(
    article: "Article", slug: str, section: "SectionPage", chosen: SiteSettings
) -> PermalinkParts:
    moment = article.published_at or article.go_live_at or timezone.now()
    return PermalinkParts(
        published_at=moment.astimezone(chosen.zone),
        slug=slug,
        post_id=article.post_id,
        category=section.path_of_slugs,
    )


def _settings_of(article: "Article") -> SiteSettings:
    """The settings of its site, as read with the article's place."""
    chosen: SiteSettings = related_or_none(article.site, "sitesettings") or settings_of(
        article.site
    )
    return chosen


def _why_refused_to(
    article: "Article", site: Site, path: str, taken: Address | None, pattern: str
) -> str:
    """Why this article can't have the path that `pattern` made, at which `taken` is stored."""
    own = taken is not None and taken.page_id == article.pk
    stands = _standing_at(article, site, path)
    return why_refused(path, None if own else taken, stands=stands, pattern=pattern)


def _standing_at(article: "Article", site: Site, path: str) -> bool:
    root = site.root_page.url_path.rstrip("/")
    others = (
        Page.objects.live()
        .exclude(pk=article.pk)
        .filter(url_path__in=[root + path, f"{root}{path}/"])
    )
    return others.filter(content_type__model="standingpage").exists()


def _who(taken: Address) -> dict[str, str]:
    return {"path": taken.path, "title": taken.page.title if taken.page else taken.destination}
