from collections.abc import Sequence
from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.models import Page, Site

from byline.lib.slugs import free_slug
from byline.network.choices import PermalinkPattern
from byline.network.models import SiteSettings
from byline.network.queries import settings_of
from byline.network.rules import validate_links
from byline.newsroom.actions.collections import collection_of
from byline.newsroom.actions.roles import prepare_groups
from byline.newsroom.models import Contributor, FrontPage, Picture, SectionPage
from byline.newsroom.models.slug_from_title import lock_children


@transaction.atomic
def open_site(
    *,
    name: str,
    hostname: str,
    port: int = 80,
    tagline: str = "",
    language: str = "en",
    time_zone: str = "UTC",
    permalink_pattern: str = PermalinkPattern.DAY_AND_NAME,
    articles_per_page: int = 20,
    is_default: bool = False,
) -> Site:
    """A new site with its front page and settings.

    Raises ValidationError, keyed by field, for invalid values.
    """
    root = Page.get_first_root_node()
    lock_children(root)
    slug = free_slug(
        hostname.replace(".", "-"), lambda slug: root.get_children().filter(slug=slug).exists()
    )
    front = root.add_child(instance=FrontPage(title=name, slug=slug, show_in_menus=False))
    site = Site(
        hostname=hostname, port=port, site_name=name, root_page=front, is_default_site=is_default
    )
    site.full_clean()
    site.save()
    chosen = SiteSettings(
        site=site,
        tagline=tagline,
        language=language,
        time_zone=time_zone,
        permalink_pattern=permalink_pattern,
    )
    chosen.articles_per_page = articles_per_page
    chosen.full_clean(exclude=["site"])
    chosen.save()
    prepare_groups(site)
    return site


def set_links(site: Site, links: Sequence[tuple[str, str]]) -> SiteSettings:
    """Show these links, as names and addresses, at the foot of every page of `site`.

    Raises ValidationError for an invalid address, or too many links.
    """
    chosen = settings_of(site)
    chosen.links = "\n".join(f"{name} {href}" for name, href in links)
    validate_links(chosen.links)
    chosen.save()
    return chosen


def add_section(
    site: Site,
    *,
    name: str,
    slug: str = "",
    parent: SectionPage | None = None,
    description: str = "",
    on_front: bool = True,
) -> SectionPage:
    """A section of `site`, or one below `parent`, after its siblings."""
    above = parent or site.root_page.specific
    section = SectionPage(title=name, slug=slug, description=description, on_front=on_front)
    above.add_child(instance=section)
    section.save_revision(changed=False)
    return section


def add_contributor(
    *,
    site: Site,
    name: str,
    slug: str = "",
    position: str = "",
    biography: str = "",
    email: str = "",
    portrait: Picture | None = None,
    website: str = "",
    fediverse: str = "",
    profiles: str = "",
    user: Any = None,
) -> Contributor:
    """A contributor for the bylines of `site`. A taken slug gets a number."""
    slug = free_slug(
        slug or name,
        lambda slug: Contributor.objects.at(site).filter(slug=slug).exists(),
        otherwise="contributor",
    )
    contributor = Contributor(
        site=site,
        name=name,
        slug=slug,
        position=position,
        biography=biography,
        email=email,
        portrait=portrait,
        website=website,
        fediverse=fediverse,
        profiles=profiles,
        user=user,
    )
    contributor.full_clean()
    contributor.save()
    return contributor


def share_contributor(contributor: Contributor, *sites: Site) -> None:
    """Let these sites, too, name the contributor in bylines."""
    contributor.shared_with.add(*sites)


def add_picture(
    file: File[bytes],
    *,
    site: Site,
    title: str,
    description: str = "",
    caption: str = "",
    credit: str = "",
    copyright_notice: str = "",
) -> Picture:
    """A picture of `site` from an open file; `description` says what it shows.

    Raises ValidationError when the file is not an accepted picture.
    """
    picture = Picture(
        title=title[:255],
        description=description[:255],
        caption=caption[:500],
        credit=credit[:200],
        copyright=copyright_notice[:200],
        file=file,
        collection=collection_of(site),
    )
    picture.full_clean(exclude=["width", "height", "file_size", "file_hash"])
    picture.save()
    return picture
