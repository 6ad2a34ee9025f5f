from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from byline.network.media import serve_upload
from byline.network.queries import settings_for
from byline.newsroom.models import Picture
from byline.newsroom.models.picture import FULL_SIZE
from byline.newsroom.rendering import with_rights

DAY = 86_400  # seconds


@require_safe
def full_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The largest public size of a picture, at the name of its original, which is not public."""
    picture = get_object_or_404(Picture, file=name)
    try:
        rendition = picture.get_rendition(with_rights(FULL_SIZE, settings_for(request)))
    except SourceImageIOError as error:
        raise Http404 from error
    response = serve_upload(request, rendition.file.name)
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response
