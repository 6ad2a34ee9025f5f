"""The reads pages in Wagtail's admin."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from byline.readership.desk import views
from byline.readership.desk.permissions import sites_visible_to


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("reads/", views.first_site, name="byline_reads_first"),
        path("reads/<int:site>/", views.reads, name="byline_reads"),
        path("reads/<int:site>/now/", views.now, name="byline_reads_now"),
        path("reads/<int:site>/csv/", views.as_csv, name="byline_reads_csv"),
        path("reads/<int:site>/<int:pk>/", views.article_reads, name="byline_article_reads"),
    ]


class ReadsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(sites_visible_to(request.user).exists())


@hooks.register("register_admin_menu_item")
def reads_menu_item() -> MenuItem:
    return ReadsMenuItem(
        _("Reads"), reverse("byline_reads_first"), name="reads", icon_name="view", order=65
    )


@hooks.register("insert_global_admin_js")
def mark_staff_browser() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("readership/desk.js"))


@hooks.register("insert_global_admin_css")
def add_stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("readership/desk.css"))
