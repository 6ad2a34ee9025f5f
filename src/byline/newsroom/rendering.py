"""Makes the sizes of a picture; an animation keeps moving where the format allows it."""

import logging
from dataclasses import dataclass
from typing import IO, Any

from PIL import Image, ImageSequence
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS, Filter
from willow.plugins.pillow import PillowImage

from byline.lib.pictures import xmp_with_rights
from byline.lib.pictures.decoding import DecodedPicture
from byline.lib.pictures.encoding import save_moving, save_still
from byline.network.models import SiteSettings

logger = logging.getLogger(__name__)
MASTER_FORMATS = {"JPEG": "jpeg", "PNG": "png", "WEBP": "webp"}
JPEG_QUALITY, WEBP_QUALITY, AVIF_QUALITY = 76, 80, 61
MOVING_WEBP_EFFORT = 1  # of 6: an animation has a hundred frames
RIGHTS = "rights"


def with_rights(spec: str, site_settings: SiteSettings) -> str:
    """The specification of a picture on a site, which may wish for rights in its files."""
    return f"{spec}|{RIGHTS}" if site_settings.keep_picture_rights else spec


@dataclass(frozen=True)
class RenderedPicture:
    body: bytes
    width: int
    height: int
    extension: str


class RightsOperation(FilterOperation):
    """`rights` in a picture's specification: write its credit and copyright into the file."""

    vary_fields = ("credit", "copyright")

    def construct(self) -> None:
        """Take no parameters."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        env["xmp"] = xmp_with_rights(image.credit, image.copyright)
        return willow


def render(picture: Any, filters: Filter, source: IO[bytes]) -> RenderedPicture:
    """The picture in the size, crop and format of Wagtail's filter.

    `picture` gives the focal point and the rights; `source` is its original.
    """
    original = Image.open(source, formats=tuple(MASTER_FORMATS))
    env: dict[str, Any] = {}
    frames, durations = [], []
    for frame in ImageSequence.Iterator(original):
        frame.load()
        durations.append(int(frame.info.get("duration") or 0))
        frames.append(_transformed(frame, picture, filters, env))
        output_format = env.get("output-format") or MASTER_FORMATS[str(original.format)]
        if output_format != "webp":
            break
    moving = DecodedPicture(
        frames,
        durations,
        int(original.info.get("loop", 0)),
        original.info.get("icc_profile") or b"",
        is_lossless=False,
        jpeg=None,
    )
    return RenderedPicture(
        _encoded(moving, output_format, env),
        *frames[0].size,
        IMAGE_FORMAT_EXTENSIONS[output_format].removeprefix("."),
    )


def _transformed(
    frame: Image.Image, picture: Any, filters: Filter, env: dict[str, Any]
) -> Image.Image:
    transform = filters.get_transform(picture, frame.size)
    shown = PillowImage(frame.copy()).crop(transform.get_rect().round()).resize(transform.size)
    for operation in filters.filter_operations:
        shown = operation.run(shown, picture, env) or shown
    image: Image.Image = shown.get_pillow_image()
    image.info = {}
    return image


def _encoded(picture: DecodedPicture, output_format: str, env: dict[str, Any]) -> bytes:
    options: dict[str, Any] = {"profile": picture.profile, "xmp": env.get("xmp", b"")}
    if picture.is_moving:
        kept = {"icc_profile": picture.profile} if picture.profile else {}
        kept |= {"xmp": options["xmp"]} if options["xmp"] else {}
        return save_moving(picture, quality=WEBP_QUALITY, method=MOVING_WEBP_EFFORT, **kept)
    if output_format == "jpeg":
        options |= {"quality": env.get("jpeg-quality", JPEG_QUALITY)}
        options |= {"progressive": True, "optimize": True}
    elif output_format == "png":
        options |= {"optimize": True}
    elif output_format in ("webp", "avif"):
        default = WEBP_QUALITY if output_format == "webp" else AVIF_QUALITY
        options |= {"quality": env.get(f"{output_format}-quality", default)}
    return save_still(picture.frames[0], output_format, **options)
