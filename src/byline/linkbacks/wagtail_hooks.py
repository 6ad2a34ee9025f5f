"""What Wagtail asks us for: the desk's page about pings."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from byline.discussion.moderators import moderated_sites, tunes
from byline.linkbacks import desk


@hooks.register("register_admin_urls")
def ping_urls() -> list[URLPattern]:
    return [
        path("pings/", desk.first_site, name="byline_pings_first"),
        path("pings/<int:site>/", desk.pings, name="byline_pings"),
    ]


class PingsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(tunes(request.user, site.pk) for site in moderated_sites(request.user))


@hooks.register("register_settings_menu_item")
def pings_menu_item() -> MenuItem:
    return PingsMenuItem(_("Pings"), reverse("byline_pings_first"), name="pings", icon_name="link", order=150)
