import mimetypes

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
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
        if rendition.pk is None:  # a stand-in, as the disk is full
            return _made_for_one(picture.generate_rendition_file(rendition.filter))
    except SourceImageIOError as error:
        raise Http404 from error
    response = serve_upload(request, rendition.file.name)
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


def _made_for_one(file: File[bytes]) -> HttpResponse:
    content_type = mimetypes.guess_type(str(file.name))[0]
    return HttpResponse(file, content_type=content_type, headers={"Cache-Control": "no-store"})
