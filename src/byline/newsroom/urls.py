from django.urls import path, re_path, register_converter
from django.views.generic import RedirectView

from byline.newsroom import views


class PageNumberConverter:
    """A page number without leading zeros, so that each page has one address."""

    regex = "[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(PageNumberConverter, "number")

YEAR, MONTH, DAY = r"(?P<year>\d{4})", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
PAGE_NUMBER = r"(?:page/(?P<number>[1-9]\d{0,5})/)?"

urlpatterns = [
    path("", views.front, name="front"),
    path("page/<number:number>/", views.latest, name="latest"),
    re_path(
        rf"^category/(?P<slugs>[^/]+(?:/[^/]+)*?)/{PAGE_NUMBER}$", views.section, name="section"
    ),
    re_path(rf"^tag/(?P<slug>[^/]+)/{PAGE_NUMBER}$", views.tag, name="tag"),
    re_path(rf"^author/(?P<slug>[^/]+)/{PAGE_NUMBER}$", views.contributor, name="contributor"),
    re_path(rf"^{YEAR}/{PAGE_NUMBER}$", views.archive, name="year"),
    re_path(rf"^{YEAR}/{MONTH}/{PAGE_NUMBER}$", views.archive, name="month"),
    re_path(rf"^{YEAR}/{MONTH}/{DAY}/{PAGE_NUMBER}$", views.archive, name="day"),
    re_path(rf"^date/{YEAR}/{PAGE_NUMBER}$", views.archive_below_date, name="year_below_date"),
    re_path(
        rf"^date/{YEAR}/{MONTH}/{PAGE_NUMBER}$", views.archive_below_date, name="month_below_date"
    ),
    re_path(
        rf"^date/{YEAR}/{MONTH}/{DAY}/{PAGE_NUMBER}$",
        views.archive_below_date,
        name="day_below_date",
    ),
    re_path(rf"^corrections/{PAGE_NUMBER}$", views.corrections, name="corrections"),
    path("network/", views.network, name="network"),
    path(".well-known/security.txt", views.security, name="security"),
    path(
        "security.txt",
        RedirectView.as_view(pattern_name="security", permanent=True, query_string=True),
    ),
    path("search/", views.search, name="search"),
    path("policies/<slug:kind>/<number:number>/", views.policy_version, name="policy_version"),
    path("-/welcome/<str:token>", views.welcome, name="welcome"),
    re_path(r"^(?P<path>.*)$", views.address, name="address"),
]
