"""Functions for imports, which bring their own slugs, addresses and files."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from byline.lib.paths import is_local
from byline.lib.slugs import kept_slug
from byline.newsroom.actions.collections import collection_of
from byline.newsroom.models import (
    Address,
    Article,
    Contributor,
    Picture,
    SectionPage,
    StandingPage,
    Tag,
)
from byline.newsroom.models.address import MAX_PATH_LENGTH
from byline.newsroom.models.article_numbers import keep_number
from byline.newsroom.models.article_state import announce_change, read_article_state
from byline.newsroom.models.tag import MAX_TAG_LENGTH, key_of


def add_tag(name: str, slug: str = "") -> Tag:
    """The tag with this slug or name, created if there is none."""
    slug = kept_slug(slug)[:MAX_TAG_LENGTH]
    known = Tag.objects.filter(slug=slug).first() if slug else None
    known = known or Tag.objects.filter(key=key_of(name[:MAX_TAG_LENGTH])).first()
    return known or Tag.objects.create(name=name[:MAX_TAG_LENGTH], slug=slug)


def add_document(file: File[bytes], *, site: Site, title: str) -> Any:
    """A document of `site` from an open file. Raises ValidationError for a forbidden type."""
    document = get_document_model()(title=title[:255], file=file, collection=collection_of(site))
    document.full_clean(exclude=["file_size", "file_hash"])
    document.save()
    return document


def redirect_from(site: Site, path: str, page: Page) -> bool:
    """Redirect an old path, with its query where pages differed by it, to `page`.

    Returns False if something else is at that path.
    """
    root = site.root_page.url_path.rstrip("/")
    standing = (
        StandingPage.objects.live()
        .exclude(pk=page.pk)
        .filter(url_path__in=[root + path, f"{root}{path}/"])
    )
    if path == "/" or len(path) > MAX_PATH_LENGTH or standing.exists():
        return False
    known, made = Address.objects.get_or_create(site=site, path=path, defaults={"page": page})
    if not made and known.is_gone:
        known.page = page
        known.save(update_fields=["page"])
    return known.page_id == page.pk


def redirect_to(site: Site, path: str, destination: str) -> bool:
    """Redirect an old path to something that is not a page, such as a file; "" says it is gone.

    Returns False if something else is at that path.
    """
    if (
        path == "/"
        or max(len(path), len(destination)) > MAX_PATH_LENGTH
        or (destination and not is_local(destination))
    ):
        return False
    known, made = Address.objects.get_or_create(
        site=site, path=path, defaults={"destination": destination}
    )
    if not made and known.page_id is None and known.destination != destination:
        Address.objects.filter(pk=known.pk).update(destination=destination)
    return known.page_id is None


def redirect_root(site: Site, path: str) -> None:
    """Redirect an old path to the front page, unless something else is at that path."""
    root = site.root_page.url_path.rstrip("/")
    if not StandingPage.objects.live().filter(url_path=root + path).exists():
        Address.objects.get_or_create(site=site, path=path, defaults={"destination": "/"})


def free_address(page: StandingPage) -> None:
    """Delete redirects from the page's own address."""
    site, path = page.site_and_path()
    Address.objects.filter(site=site, path__in=[path, path.rstrip("/")], is_current=False).delete()


@transaction.atomic
def refile_article(article: Article, section: SectionPage) -> Article:
    """Move the article to another primary section."""
    if article.section_id != section.pk:
        stored = SectionPage.objects.get(pk=section.pk)  # with the present number of its children
        Article.objects.get(pk=article.pk).move(stored, pos="last-child")
    return Article.objects.get(pk=article.pk)


@transaction.atomic
def set_updated_at(article: Article, updated_at: datetime | None) -> None:
    """Set when the words last changed: on the old site, not at the import."""
    before = read_article_state(article.pk)
    Article.objects.filter(pk=article.pk).update(updated_at=updated_at)
    announce_change(article, before)


@transaction.atomic
def revise_section(section: SectionPage, *, name: str, description: str) -> SectionPage:
    """Change the section's name and description; its address stays."""
    section.title, section.description = name[:255], description
    section.save()
    section.save_revision(changed=False)
    return section


def revise_contributor(contributor: Contributor, *, name: str, biography: str) -> Contributor:
    """Change the contributor's name and biography; the address stays."""
    contributor.name, contributor.biography = name[:160], biography
    contributor.full_clean()
    contributor.save()
    return contributor


def set_portrait(contributor: Contributor, portrait: Picture) -> None:
    """Show the picture on the contributor's page."""
    contributor.portrait = portrait
    contributor.save()


def unpublish_page(page: Page) -> None:
    """Unpublish a standing page; it stays at the desk as a draft."""
    page.specific.unpublish()


def raise_last_number(site: Site, number: int) -> None:
    """Give new articles of the site numbers above this one, which an article had elsewhere."""
    keep_number(site.pk, number)
