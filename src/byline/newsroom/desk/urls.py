"""Pages of Wagtail's desk that we replace. They must come before Wagtail's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from byline.newsroom.desk.bulk_actions import bulk_action
from byline.newsroom.desk.choosers import (
    ChosenPagesView,
    PageBrowseView,
    WebAddressView,
    complete_article_tag,
    complete_picture_tag,
)


def no_page(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = decorate_urlpatterns(
    [
        path("failwhale/", no_page),  # Wagtail's raises an error on purpose
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk_action),
        path("choose-page/", PageBrowseView.as_view()),
        path("choose-page/chosen-multiple/", ChosenPagesView.as_view()),
        path("choose-external-link/", WebAddressView.as_view()),
        path("tag-autocomplete/", complete_picture_tag),
        path("tag-autocomplete/taggit/tag/", complete_picture_tag),
        path("tag-autocomplete/newsroom/tag/", complete_article_tag),
    ],
    require_admin_access,
)
