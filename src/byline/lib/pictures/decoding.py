"""Reading picture files that strangers may have made."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence, JpegImagePlugin
from pillow_heif import HeifImagePlugin  # noqa: F401 (registers HEIC with Pillow)

from byline.lib.pictures import limits
from byline.lib.pictures.colour_profiles import fits, without_identity

MOVING_FORMATS = frozenset({"GIF", "WEBP"})
DEFAULT_FRAME_MILLISECONDS = 100
BITS_TO_DROP = 1 / 256  # from 16 bits to the 8 that pages show
Image.init()  # so that every accepted format has its decoder
SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True)
class JpegSettings:
    """How a JPEG was compressed, so that another pass loses next to nothing."""

    tables: dict[int, list[int]]
    subsampling: int


@dataclass(frozen=True)
class DecodedPicture:
    """Upright frames in the modes L, RGB or RGBA, of which nothing but pixels is left."""

    frames: list[Image.Image]
    frame_milliseconds: list[int]
    loop: int
    profile: bytes
    is_lossless: bool
    jpeg: JpegSettings | None

    @property
    def is_moving(self) -> bool:
        return len(self.frames) > 1


def open_picture(body: bytes) -> Image.Image:
    """The picture, of which only the header has been read.

    Raises ValidationError if it is not a picture of an accepted format and size.
    """
    try:
        with warnings.catch_warnings():  # Pillow warns of large pictures; ours have limits below
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(body), formats=limits.PILLOW_FORMATS)
            frame_count = getattr(image, "n_frames", 1) if image.format in MOVING_FORMATS else 1
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # decoders raise what they like
        raise ValidationError(
            _("This file is not a picture, or it is damaged. Accepted formats: %(formats)s.")
            % {"formats": limits.FORMAT_NAMES},
            code="not_a_picture",
        ) from error
    _check_size(image.width, image.height, frame_count)
    return image


def decode(image: Image.Image, body: bytes) -> DecodedPicture:
    """Decode all of an opened picture. Raises ValidationError if the file is damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decode(image, body)
    except Exception as error:  # decoders raise what they like
        raise ValidationError(
            _("This picture is damaged or incomplete. Export it again and upload the new file."),
            code="damaged_picture",
        ) from error


def _decode(image: Image.Image, body: bytes) -> DecodedPicture:
    profile = image.info.get("icc_profile") or b""
    jpeg = _jpeg_settings(image)
    frames, durations = [], []
    for frame, duration in _frames(image):
        shown, kept_profile = in_display_mode(ImageOps.exif_transpose(frame), profile)
        shown.info = {}
        frames.append(shown)
        durations.append(duration)
    return DecodedPicture(
        frames,
        durations,
        int(image.info.get("loop", 1) if image.format == "GIF" else image.info.get("loop", 0)),
        kept_profile,
        is_lossless=image.format in ("PNG", "GIF") or _is_lossless_webp(image, body),
        jpeg=jpeg if frames[0].mode == image.mode else None,
    )


def _frames(image: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    if image.format not in MOVING_FORMATS:
        image.load()
        yield image, 0
        return
    for frame in ImageSequence.Iterator(image):
        frame.load()
        yield frame.copy(), int(frame.info.get("duration") or DEFAULT_FRAME_MILLISECONDS)


def in_display_mode(image: Image.Image, profile: bytes) -> tuple[Image.Image, bytes]:
    """The picture as L, RGB or RGBA with 8 bits a channel, and the profile that its colours need.

    `profile` is the file's own, b"" without one.
    """
    if image.mode == "CMYK":
        return _cmyk_as_rgb(image, profile), b""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * BITS_TO_DROP).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    return image, without_identity(profile) if fits(profile, image.mode) else b""


def _cmyk_as_rgb(image: Image.Image, profile: bytes) -> Image.Image:
    if fits(profile, "CMYK"):
        try:
            converted = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode="RGB"
            )
        except ImageCms.PyCMSError:
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")


def _jpeg_settings(image: Image.Image) -> JpegSettings | None:
    if not isinstance(image, JpegImagePlugin.JpegImageFile) or image.mode not in ("L", "RGB"):
        return None
    return JpegSettings(image.quantization, JpegImagePlugin.get_sampling(image))


def _is_lossless_webp(image: Image.Image, body: bytes) -> bool:
    return image.format == "WEBP" and b"VP8L" in body[:4096]


def _check_size(width: int, height: int, frame_count: int) -> None:
    if max(width, height) > limits.MAX_SIDE:
        raise ValidationError(
            _("This picture is %(width)s × %(height)s pixels. Neither side may exceed %(max)s.")
            % {"width": width, "height": height, "max": limits.MAX_SIDE},
            code="too_many_pixels",
        )
    if width * height > limits.MAX_MEGAPIXELS * 1_000_000:
        raise _too_many_pixels()
    total = width * height * frame_count
    if frame_count > 1 and total > limits.MAX_ANIMATION_MEGAPIXELS * 1_000_000:
        raise ValidationError(
            _(
                "The frames of this animation have more than %(max)s megapixels together. Make it "
                "shorter or smaller, or upload it as a video."
            )
            % {"max": limits.MAX_ANIMATION_MEGAPIXELS},
            code="too_many_pixels",
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(max)s megapixels. Upload a smaller version.")
        % {"max": limits.MAX_MEGAPIXELS},
        code="too_many_pixels",
    )
