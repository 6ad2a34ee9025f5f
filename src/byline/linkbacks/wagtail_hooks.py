"""What Wagtail asks us for: the desk's page about pings. The moderators' queue leads to it."""

from django.urls import URLPattern, path
from wagtail import hooks

from byline.linkbacks import desk


@hooks.register("register_admin_urls")
def ping_urls() -> list[URLPattern]:
    return [path("pings/<int:site>/", desk.pings, name="byline_pings")]
