"""The cache tags that changes of sections, standing pages and front pages invalidate."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.models import Page, Site

from byline.newsroom import list_tags
from byline.newsroom.cache_tags.on_load import tag_of
from byline.newsroom.models import Article, FrontPage, SectionPage, StandingPage
from byline.newsroom.models.article_fields import INVISIBLE_ARTICLE_FIELDS, INVISIBLE_FIELDS
from byline.press.actions import invalidate, is_bypassed
from byline.press.invalidations import EVERYTHING

PAGE_MODELS: tuple[type[Page], ...] = (SectionPage, StandingPage, FrontPage, Page)
IN_LINKS = {
    "title",
    "slug",
    "url_path",
    "show_in_menus",
    "live",
}  # what menus and links show of a page
Row = dict[str, Any]


def before_save(
    instance: Page, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    if (
        update_fields is None or not INVISIBLE_FIELDS.issuperset(update_fields)
    ) and not is_bypassed():
        instance.__dict__["_stood"] = _stored(instance)


def after_save(instance: Page, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    if update_fields is not None and INVISIBLE_FIELDS.issuperset(update_fields):
        return
    if is_bypassed():
        invalidate(EVERYTHING)
        return
    before, after = instance.__dict__.pop("_stood", None) or {}, _stored(instance)
    differs = {name for name in after if before.get(name) != after[name]}
    listed = _all_places(before.get("url_path", ""), instance.url_path) if differs else set()
    invalidate(*TAGS[type(instance)](instance, before, differs), *listed)


def _all_places(*paths: str) -> set[str]:
    """The tags of lists of all pages of a site, such as its sitemap."""
    return {list_tags.changes(site) for site in _sites_around(*paths)}


def _stored(page: Page) -> Row:
    """The stored fields that readers may see; empty when there is no row."""
    fields = [
        field.name
        for field in type(page)._meta.concrete_fields
        if field.name not in INVISIBLE_FIELDS | {"body", "numchild"}
    ]
    return type(page)._default_manager.filter(pk=page.pk).values(*fields).first() or {}


def _of_section(section: SectionPage, before: Row, differs: set[str]) -> set[str]:
    tags = {tag_of(section)}
    if differs & IN_LINKS:
        tags.add(f"page:{section.pk}")
    if differs & {"live", "show_in_menus"}:
        tags |= _lists_with(section)
    if before and differs & {"live", "on_front", "site"}:
        tags |= {list_tags.front(site) for site in (before["site"], section.site_id)}
    return tags


def _lists_with(section: SectionPage) -> set[str]:
    """The lists of sections that have this one, or may have it."""
    above = section.get_parent()
    is_on_top = above.pk == section.site.root_page_id
    return {list_tags.menus(section.site_id)} if is_on_top else {list_tags.below(above.pk)}


def _of_standing_page(page: StandingPage, before: Row, differs: set[str]) -> set[str]:
    tags = {tag_of(page)}
    if before and differs & IN_LINKS:
        tags.add(f"page:{page.pk}")
    if "live" in differs and (page.live or before):
        tags.add(list_tags.below(page.get_parent().pk))
    if (
        differs & {"live", "show_in_menus"}
        and (page.show_in_menus or before.get("show_in_menus"))
        and (page.live or before)
    ):
        tags |= {list_tags.menus(site) for site in _sites_around(page.url_path)}
    return tags | (_below(page) if before and "url_path" in differs else set())


def _of_front_page(front: FrontPage, before: Row, differs: set[str]) -> set[str]:
    tags = {list_tags.front(site) for site in front.sites_rooted_here.values_list("pk", flat=True)}
    return tags | ({f"page:{front.pk}"} if before and differs & IN_LINKS else set())


def _of_bare_page(page: Page, before: Row, differs: set[str]) -> set[str]:
    """The page is moved, or saved as a bare Page.

    The tree has changed already, and only the former path is known. For sections and standing
    pages, which are in menus and above others, all pages of both sites are invalidated. An article
    shows nothing of its place; `receivers.update_addresses` saves it with its new section.
    """
    if issubclass(page.specific_class or Page, Article):
        return {EVERYTHING} if differs - INVISIBLE_ARTICLE_FIELDS - {"id"} else set()
    sites = _sites_around(before.get("url_path", ""), page.url_path)
    return {f"site:{site}" for site in sites} | {f"page:{page.pk}"} | _below(page)


def _sites_around(*paths: str) -> set[int]:
    """The sites that these places in the tree belong to."""
    roots = Site.objects.values_list("pk", "root_page__url_path")
    return {site for site, root in roots if any(path.startswith(root) for path in paths)}


def _below(page: Page) -> set[str]:
    """The page and those below it, whose addresses changed; articles keep theirs."""
    sections = SectionPage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    standing = StandingPage.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
    kinds = {"section": sections, "standing": standing}
    return {
        tag
        for kind, keys in kinds.items()
        for key in keys
        for tag in (f"{kind}:{key}", f"page:{key}")
    }


TAGS: dict[type[Model], Any] = {
    SectionPage: _of_section,
    StandingPage: _of_standing_page,
    FrontPage: _of_front_page,
    Page: _of_bare_page,
}


def section_deleted(instance: SectionPage, **kwargs: Any) -> None:
    above = SectionPage.objects.ancestor_of(instance, inclusive=True).values_list("pk", flat=True)
    filed = {
        list_tags.filed_in(section) for section in above
    }  # also what was filed under it as a further section
    alone = {tag_of(instance), f"page:{instance.pk}", list_tags.front(instance.site_id)}
    invalidate(*alone, *_lists_with(instance), *filed, *_all_places(instance.url_path))


def standing_page_deleted(instance: StandingPage, **kwargs: Any) -> None:
    menus = {list_tags.menus(site) for site in _sites_around(instance.url_path)}
    alone = {tag_of(instance), f"page:{instance.pk}", list_tags.below(instance.get_parent().pk)}
    invalidate(*alone, *menus, *_all_places(instance.url_path))


def front_page_deleted(instance: FrontPage, **kwargs: Any) -> None:
    invalidate(EVERYTHING)  # its site is deleted too, and another may get its host name


def connect() -> None:
    for noun in PAGE_MODELS:
        pre_save.connect(before_save, sender=noun)
        post_save.connect(after_save, sender=noun)
    pre_delete.connect(section_deleted, sender=SectionPage)
    pre_delete.connect(standing_page_deleted, sender=StandingPage)
    pre_delete.connect(front_page_deleted, sender=FrontPage)
