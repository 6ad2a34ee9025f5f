"""Uploaded files, as their bytes stand in the media folder."""

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

from byline.lib.ranges import FilePart, RangeNotSatisfiable, parse_range

SHOWN = ("image/", "audio/", "video/", "application/pdf", "text/plain")
ACTIVE = frozenset({"image/svg+xml"})  # may carry a script
LASTING = "images"  # the folder of renditions: another size or crop is another file
YEAR, HOUR = 31_536_000, 3_600  # seconds


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at this path below the media folder, or the part of it that is asked for.

    What could run in a browser is only for saving.
    """
    file = _file(path)
    changed = file.stat().st_mtime
    if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
        return HttpResponseNotModified()
    kind, coding = mimetypes.guess_type(file.name)
    shown = bool(kind) and not coding and str(kind).startswith(SHOWN) and kind not in ACTIVE
    content_type = str(kind) if kind and not coding else "application/octet-stream"
    try:
        response = _opened(
            file, _part(request, file), as_attachment=not shown, content_type=content_type
        )
    except RangeNotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.stat().st_size}"})
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = (
        f"public, max-age={YEAR if path.startswith(f'{LASTING}/') else HOUR}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    if not shown:
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )
    return response


def _part(request: HttpRequest, file: Path) -> tuple[int, int] | None:
    """The bytes that are asked for; None for all: also where they are asked of another version of the file (If-Range)."""
    version = request.headers.get("If-Range")
    is_another = version is not None and version != http_date(file.stat().st_mtime)
    asked = "" if is_another or request.method != "GET" else request.headers.get("Range", "")
    return parse_range(asked, file.stat().st_size)


def _opened(file: Path, part: tuple[int, int] | None, **said: Any) -> FileResponse:
    opened = file.open("rb")
    if part is None:
        return FileResponse(opened, **said)
    first, behind = part
    opened.seek(first)
    response = FileResponse(FilePart(opened, behind - first), status=206, **said)
    response["Content-Length"] = behind - first
    response["Content-Range"] = f"bytes {first}-{behind - 1}/{file.stat().st_size}"
    return response


def _file(path: str) -> Path:
    """The file itself; Http404 where there is none, where it is hidden, and outside of the folder."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path)).resolve()
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    root = Path(settings.MEDIA_ROOT).resolve()
    hidden = path.endswith("/") or any(part.startswith(".") for part in path.split("/"))
    if hidden or not file.is_relative_to(root) or not file.is_file():
        raise Http404
    return file
