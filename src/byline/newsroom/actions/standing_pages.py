from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from byline.lib.slugs import free_slug
from byline.newsroom.models import StandingPage
from byline.newsroom.models.slug_from_title import lock_children

Blocks = list[dict[str, Any]]


@transaction.atomic
def add_standing_page(
    site: Site,
    *,
    title: str,
    body: Blocks,
    slug: str = "",
    standfirst: str = "",
    policy: str = "",
    parent: Page | None = None,
    before: Page | None = None,
    live: bool = True,
    in_menu: bool = True,
    seo_title: str = "",
    search_description: str = "",
    user: Any = None,
) -> StandingPage:
    """A standing page below `parent` or the front page, after its siblings or `before` one of them.

    Raises ValidationError when its address is taken.
    """
    above = parent or site.root_page.specific
    page = StandingPage(
        title=title[:255],
        standfirst=standfirst,
        policy=policy,
        body=body,
        live=False,
        show_in_menus=in_menu,
    )
    page.seo_title, page.search_description = seo_title[:255], search_description
    lock_children(above)
    page.slug = free_slug(
        slug or title, lambda slug: above.get_children().filter(slug=slug).exists()
    )
    if before is None:
        above.add_child(instance=page)
    else:
        before.add_sibling(pos="left", instance=page)
    revision = page.save_revision(user=user, clean=False)
    if live:
        revision.publish(user=user)
    return StandingPage.objects.get(pk=page.pk)


@transaction.atomic
def revise_standing_page(
    page: StandingPage,
    *,
    title: str,
    body: Blocks,
    live: bool = True,
    seo_title: str | None = None,
    search_description: str | None = None,
    user: Any = None,
) -> StandingPage:
    """Replace its content as a new revision.

    Publishing a policy creates a new numbered version of it.
    """
    page = page.get_latest_revision_as_object()
    page.title, page.body = title[:255], body
    page.seo_title = page.seo_title if seo_title is None else seo_title[:255]
    page.search_description = (
        page.search_description if search_description is None else search_description
    )
    revision = page.save_revision(user=user, clean=False)
    if live:
        revision.publish(user=user)
    return StandingPage.objects.get(pk=page.pk)
