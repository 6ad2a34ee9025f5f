"""The desk's API of pictures and documents, for the collections that the person works with."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from byline.newsroom.desk.page_permissions import visible_instances


class OwnCollectionsMixin:
    """Limits a viewset, which lists and counts the files of all sites, to the person's own."""

    authentication_classes = PagesAdminAPIViewSet.authentication_classes
    request: Any
    model: Any

    def get_queryset(self) -> QuerySet[Any]:
        seen = visible_instances(self.request.user, self.model)
        everything: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return everything.filter(pk__in=seen.values("pk"))


class PicturesAPI(OwnCollectionsMixin, ImagesAdminAPIViewSet):
    pass


class DocumentsAPI(OwnCollectionsMixin, DocumentsAdminAPIViewSet):
    pass
