"""The report on stored pages, in Wagtail's reports menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from byline.press.desk import is_visible_to, press


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [path("reports/printed-pages/", press, name="byline_press")]


class PressMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_visible_to(request)


@hooks.register("register_reports_menu_item")
def press_menu_item() -> MenuItem:
    return PressMenuItem(
        _("Cached pages"), reverse("byline_press"), name="press", icon_name="copy", order=900
    )
