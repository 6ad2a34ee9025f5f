"""Serves uploaded files from the media folder."""

import mimetypes
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

from byline.lib.media_folders import without_digest
from byline.lib.ranges import FilePart, RangeNotSatisfiable, parse_range

INLINE_TYPES = ("image/", "audio/", "video/", "application/pdf", "text/plain")
SCRIPTABLE_TYPES = frozenset({"image/svg+xml"})
NO_SCRIPTS = "default-src 'none'; style-src 'unsafe-inline'"
SANDBOX = f"{NO_SCRIPTS}; img-src 'self'; sandbox"
PLAYER = f"{NO_SCRIPTS}; media-src 'self'"  # a browser's own player cannot load from a sandbox
PUBLIC_FOLDERS = ("images", "documents", "avatar_images")
"""Originals and half-finished uploads are elsewhere and are not served."""
YEAR = 31_536_000  # seconds; a changed file has a different name


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the file at this path of the media folder, or the requested range of it."""
    if not path.startswith(tuple(f"{folder}/" for folder in PUBLIC_FOLDERS)):
        raise Http404
    return serve_upload(request, path)


def serve_upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at this path, to be cached for a year, since its name depends on its content.

    Files that could run in a browser are sent as downloads only. All of them but PDFs also get a
    policy that allows no scripts.
    Raises Http404 if there is no such file.
    """
    file = _file(path)
    changed = file.stat().st_mtime
    if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
        return HttpResponseNotModified()
    media_type, coding = mimetypes.guess_type(file.name)
    is_inline = (
        bool(media_type)
        and not coding
        and str(media_type).startswith(INLINE_TYPES)
        and media_type not in SCRIPTABLE_TYPES
    )
    content_type = str(media_type) if media_type and not coding else "application/octet-stream"
    try:
        response = _opened(
            file,
            _part(request, file),
            as_attachment=not is_inline,
            content_type=content_type,
            filename=without_digest(file.stem) + file.suffix,
        )
    except RangeNotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.stat().st_size}"})
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    if media_type != "application/pdf":  # a browser's own viewer does not open in a sandbox
        is_played = content_type.startswith(("audio/", "video/"))
        response["Content-Security-Policy"] = PLAYER if is_played else SANDBOX
    return response


def _part(request: HttpRequest, file: Path) -> tuple[int, int] | None:
    """The requested range; None for the whole file, also if the range is of another version."""
    version = request.headers.get("If-Range")
    is_another = version is not None and version != http_date(file.stat().st_mtime)
    header = "" if is_another or request.method != "GET" else request.headers.get("Range", "")
    return parse_range(header, file.stat().st_size)


def _opened(file: Path, part: tuple[int, int] | None, **options: Any) -> FileResponse:
    opened = file.open("rb")
    if part is None:
        return FileResponse(opened, **options)
    first, stop = part
    opened.seek(first)
    response = FileResponse(FilePart(opened, stop - first), status=206, **options)
    response["Content-Length"] = stop - first
    response["Content-Range"] = f"bytes {first}-{stop - 1}/{file.stat().st_size}"
    return response


def _file(path: str) -> Path:
    """The file. Raises Http404 if it is missing, hidden or outside the folder."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    root = Path(settings.MEDIA_ROOT).resolve()
    hidden = path.endswith("/") or any(part.startswith(".") for part in path.split("/"))
    if hidden or not file.is_relative_to(root) or not file.is_file():
        raise Http404
    return file
