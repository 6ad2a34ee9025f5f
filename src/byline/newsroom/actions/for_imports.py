"""Verbs for what comes from another house: it brings its own slugs, addresses and files."""

from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from byline.newsroom.models import Address, Article, Contributor, Picture, SectionPage, StandingPage
from byline.newsroom.models.address import MAX_PATH_LENGTH
from byline.newsroom.models.article_state import announce_change, read_article_state


def add_tag(name: str, slug: str = "") -> Tag:
    """The tag of this slug or name, made if there is none."""
    known = Tag.objects.filter(slug=slug).first() if slug else None
    known = known or Tag.objects.filter(name__iexact=name[:100]).first()
    return known or Tag.objects.create(name=name[:100], slug=slug[:100])


def add_document(file: File[bytes], *, title: str) -> Any:
    """A file that articles can offer, from an open file. Raises ValidationError when it may not be kept."""
    document = get_document_model()(title=title[:255], file=file)
    document.full_clean(exclude=["file_size", "file_hash"])
    document.save()
    return document


def redirect_from(site: Site, path: str, page: Page) -> bool:
    """Make an old path (with its `?p=1`, where that told pages apart) lead to `page`. False where something stands already."""
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
    """Make an old path lead to what is no page, such as a file. False where something else stands already."""
    if path == "/" or max(len(path), len(destination)) > MAX_PATH_LENGTH:
        return False
    known, made = Address.objects.get_or_create(
        site=site, path=path, defaults={"destination": destination}
    )
    if not made and known.page_id is None and known.destination != destination:
        Address.objects.filter(pk=known.pk).update(destination=destination)
    return known.page_id is None


def redirect_root(site: Site, path: str) -> None:
    """Make the old path lead to the front page, unless something else stands there."""
    root = site.root_page.url_path.rstrip("/")
    if not StandingPage.objects.live().filter(url_path=root + path).exists():
        Address.objects.get_or_create(site=site, path=path, defaults={"destination": "/"})


def free_address(page: StandingPage) -> None:
    """Let nothing lead away from where the page stands."""
    site, path = page.site_and_path()
    Address.objects.filter(site=site, path__in=[path, path.rstrip("/")], is_current=False).delete()


@transaction.atomic
def refile_article(article: Article, section: SectionPage) -> Article:
    """Put the article into another primary section."""
    if article.section_id != section.pk:
        anew = SectionPage.objects.get(pk=section.pk)  # it knows how many stand below it
        Article.objects.get(pk=article.pk).move(anew, pos="last-child")
    return Article.objects.get(pk=article.pk)


@transaction.atomic
def set_updated_at(article: Article, updated_at: datetime | None) -> None:
    """Tell readers that the words were last changed when they were there, not when they were brought here."""
    before = read_article_state(article.pk)
    Article.objects.filter(pk=article.pk).update(updated_at=updated_at)
    announce_change(article, before)


@transaction.atomic
def revise_section(section: SectionPage, *, name: str, description: str) -> SectionPage:
    """Give the section another name and description; its address stays."""
    section.title, section.description = name[:255], description
    section.save()
    section.save_revision(changed=False)
    return section


def revise_contributor(contributor: Contributor, *, name: str, biography: str) -> Contributor:
    """Give the contributor another name and biography; the address stays."""
    contributor.name, contributor.biography = name[:160], biography
    contributor.full_clean()
    contributor.save()
    return contributor


def set_portrait(contributor: Contributor, portrait: Picture) -> None:
    """Show the picture on the contributor's page."""
    contributor.portrait = portrait
    contributor.save()


def unpublish_page(page: Page) -> None:
    """Take a standing page from its readers; it stays at the desk as a draft."""
    page.specific.unpublish()
