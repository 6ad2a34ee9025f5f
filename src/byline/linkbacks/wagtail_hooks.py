from django.urls import URLPattern, path
from wagtail import hooks

from byline.linkbacks import desk


@hooks.register("register_admin_urls")
def ping_urls() -> list[URLPattern]:
    return [path("pings/<int:site>/", desk.pings, name="byline_pings")]
