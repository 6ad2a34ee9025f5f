"""Every address that Byline answers."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as desk
from wagtail.documents import urls as documents

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(desk)),
    path("documents/", include(documents)),
    path("", include("byline.newsroom.urls")),
]
