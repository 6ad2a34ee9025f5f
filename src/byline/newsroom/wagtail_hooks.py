"""Hooks of Wagtail: the desk's lists, menu, home page and permissions."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from byline.network.queries import is_staging
from byline.newsroom.desk import (
    deliveries,
    filter_choices,  # noqa: F401 (narrows Wagtail's filters)
    page_permissions,
    people,
    refusal_log,  # noqa: F401 (logs Wagtail's refusals)
    scheduling,
    widget_setup,  # noqa: F401 (changes how choosers are rendered)
)
from byline.newsroom.desk.api import DocumentsAPI, PicturesAPI
from byline.newsroom.desk.articles import ArticleListing
from byline.newsroom.desk.buttons import rename_buttons
from byline.newsroom.desk.contributors import ContributorViewSet
from byline.newsroom.desk.home import (
    Alarm,
    Drafts,
    FullDisk,
    Staging,
    Undelivered,
    Waiting,
    WriteButton,
)
from byline.newsroom.desk.picture_texts import picture_texts
from byline.newsroom.permissions import owned_sites, run_sites, sections_to_file_in
from byline.newsroom.rendering import RIGHTS, RightsOperation
from byline.press.desk import also_visible_to

register_snippet(ContributorViewSet)

hooks.register("before_create_page", page_permissions.refuse_other_page_types)
hooks.register("construct_page_chooser_queryset", page_permissions.limit_page_chooser)
hooks.register("before_create_page", scheduling.create_in_chosen_section)
hooks.register("after_publish_page", scheduling.report_schedule)
hooks.register("after_bulk_action", scheduling.report_schedules_in_bulk)
hooks.register("construct_page_action_menu", rename_buttons)


@hooks.register("register_image_operations")
def picture_operations() -> list[tuple[str, type[RightsOperation]]]:
    return [(RIGHTS, RightsOperation)]


@hooks.register("construct_admin_api", order=1000)  # after Wagtail's, which it replaces
def files_of_own_collections(router: Any) -> None:
    router.register_endpoint("images", PicturesAPI)
    router.register_endpoint("documents", DocumentsAPI)


@hooks.register("register_admin_viewset")
def list_articles() -> ArticleListing:
    return ArticleListing()


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    return [
        path("pictures/texts/", picture_texts, name="byline_picture_texts"),
        path("people/", people.first_site, name="byline_people_first"),
        path("people/<int:site>/", people.everybody, name="byline_people"),
        path("people/<int:site>/add/", people.add, name="byline_people_add"),
        path("people/<int:site>/<int:person>/", people.change, name="byline_people_change"),
        path("people/<int:site>/<int:person>/remove/", people.remove, name="byline_people_remove"),
        path("people/<int:site>/<int:person>/invite/", people.invite, name="byline_people_invite"),
    ]


@hooks.register("register_admin_urls")
def delivery_urls() -> list[URLPattern]:
    return [
        path("deliveries/", deliveries.given_up, name="byline_deliveries"),
        path("deliveries/<int:pk>/retry/", deliveries.try_again, name="byline_delivery_retry"),
        path("deliveries/<int:pk>/delete/", deliveries.delete, name="byline_delivery_delete"),
    ]


class WriteMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(sections_to_file_in(request.user).exists())


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(owned_sites(request.user).exists())


class DeliveriesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(run_sites(request.user).exists())


@also_visible_to
def owns_a_site(user: Any) -> bool:
    """Owners see the report on the page cache: it has numbers and tags, and no personal data."""
    return owned_sites(user).exists()


@hooks.register("register_reports_menu_item")
def deliveries_menu_item() -> MenuItem:
    return DeliveriesMenuItem(
        _("Deliveries"),
        reverse("byline_deliveries"),
        name="deliveries",
        icon_name="mail",
        order=900,
    )


@hooks.register("register_admin_menu_item")
def write_menu_item() -> MenuItem:
    return WriteMenuItem(
        _("Write an article"),
        reverse("articles:choose_parent"),
        name="write",
        icon_name="edit",
        order=10,
    )


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    return PeopleMenuItem(
        _("People"), reverse("byline_people_first"), name="people", icon_name="group", order=700
    )


HIDDEN_MENU_ITEMS = {"help", "snippets"}


@hooks.register("construct_main_menu")
def hide_unused_menu_items(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_MENU_ITEMS]
    for item in items:
        if item.name == "images":
            item.label = _("Pictures")


@hooks.register("construct_reports_menu")
def hide_unused_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in ("page-types-usage", "aging-pages")]


@hooks.register("construct_homepage_panels")
def add_home_panels(request: HttpRequest, panels: list[Any]) -> None:
    alarm = Alarm(request.user)
    panels += [Drafts(request.user), Waiting(request.user)]
    if is_staging():
        panels.insert(0, Staging())
    undelivered = Undelivered(request.user)
    if undelivered.number:
        panels.insert(0, undelivered)
    if alarm.rings:
        panels.insert(0, alarm)
    full_disk = FullDisk()
    if full_disk.is_shown:
        panels.insert(0, full_disk)


@hooks.register("construct_homepage_summary_items", order=1000)
def replace_summary_items(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [WriteButton(request)]


@hooks.register("insert_editor_js")
def add_editor_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("newsroom/editor.js"))


@hooks.register("insert_global_admin_js")
def add_desk_scripts() -> SafeString:
    names = ("widget_setup", "accessibility")
    sources = ((static(f"newsroom/{name}.js"),) for name in names)
    return format_html_join("", '<script src="{}"></script>', sources)


@hooks.register("insert_global_admin_js")
def add_slug_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("newsroom/slugs.js"))


@hooks.register("insert_global_admin_js")
def add_picture_texts_script() -> SafeString:
    """On every page, because choosers upload too."""
    return format_html('<script src="{}" defer></script>', static("newsroom/picture-texts.js"))


@hooks.register("insert_global_admin_css")
def add_desk_stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/desk.css"))
