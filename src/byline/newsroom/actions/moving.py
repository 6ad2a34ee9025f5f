"""New addresses and redirects when a section, a standing page or a contributor moves."""

from django.db import transaction
from django.db.models import Q
from wagtail.models import Site

from byline.newsroom.models import Address, Article, Contributor, SectionPage, StandingPage
from byline.newsroom.models.redirects_on_move import leave_redirects


def article_moved(article: Article) -> None:
    """The article has another parent: give it that section, with its site and address."""
    article.save(clean=False)


@transaction.atomic
def section_moved(section: SectionPage) -> None:
    """The section has another parent: update the addresses of it and of those below it.

    Its articles get their new site.
    """
    before = section.addresses_below()
    section.save(clean=False)
    section.settle()
    leave_redirects(before, section.addresses_below())
    for article in Article.objects.descendant_of(section).iterator():
        article.save(clean=False)


@transaction.atomic
def standing_page_moved(page: StandingPage, url_path_before: str) -> None:
    """The page has another parent: leave redirects.

    `url_path_before` is Wagtail's path of it before, with the root's slug.
    """
    after = page.addresses_below()
    for site in Site.objects.select_related("root_page"):
        root = site.root_page.url_path
        if url_path_before.startswith(root):
            old, new = url_path_before[len(root) - 1 :], after[page.pk][1]
            leave_redirects(
                {pk: (site, old + path.removeprefix(new)) for pk, (_, path) in after.items()}, after
            )


@transaction.atomic
def contributor_moved(before: Contributor, now: Contributor) -> None:
    """The contributor has another slug: redirect the old address on every site that names it."""
    old, new = before.address, now.address
    named = Article.objects.filter(bylines__contributor=now).values("site")
    sites = Site.objects.filter(
        Q(pk=now.site_id) | Q(shared_contributors=now) | Q(pk__in=named)
    ).distinct()
    Address.objects.filter(site__in=sites, destination=old).update(destination=new)
    Address.objects.filter(site__in=sites, path=new, page=None).delete()
    for site in sites:
        Address.objects.update_or_create(
            site=site, path=old, defaults={"destination": new, "page": None}
        )
