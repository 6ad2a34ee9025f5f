"""The texts in a picture file, for the upload form to suggest."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.permissions import policy_registry

from byline.lib.pictures import read_texts
from byline.newsroom.models import Picture


@require_POST
def picture_texts(request: HttpRequest) -> JsonResponse:
    """The texts in the posted file. Nothing is stored; a file that is not a picture has none."""
    if not policy_registry.get_by_type(Picture).user_has_any_permission(
        request.user, ["add", "change"]
    ):
        raise PermissionDenied
    file = request.FILES.get("file")
    try:
        texts = asdict(read_texts(file)) if file else {}
    except ValidationError:
        texts = {}
    return JsonResponse(texts)
