"""Writing pictures that carry pixels, colours and nothing else."""

from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

from byline.lib.pictures.decoding import DecodedPicture

MASTER_QUALITY = 93  # for photographs that were not JPEG before
WHITE = (255, 255, 255)
XMP_KEYWORD = "XML:com.adobe.xmp"  # XMP 3, section 1.1.5: PNG


def encode_master(picture: DecodedPicture) -> tuple[bytes, str]:
    """The file that other sizes are made from, and its extension.

    Photographs are JPEG, pictures with transparency and drawings PNG, and animations WebP.
    """
    profile = {"icc_profile": picture.profile} if picture.profile else {}
    if picture.is_moving:
        return save_moving(picture, lossless=True, method=1, quality=20, **profile), "webp"
    [frame] = picture.frames
    if picture.is_lossless or frame.mode == "RGBA":
        return _saved(frame, "PNG", **profile), "png"
    if picture.jpeg:
        try:
            body = _saved(
                frame,
                "JPEG",
                qtables=picture.jpeg.tables,
                subsampling=picture.jpeg.subsampling,
                **profile,
            )
        except (ValueError, OSError):  # tables that Pillow reads but does not write
            pass
        else:
            return body, "jpg"
    return _saved(frame, "JPEG", quality=MASTER_QUALITY, **profile), "jpg"


def save_moving(picture: DecodedPicture, **options: Any) -> bytes:
    """An animated WebP."""
    first, *others = picture.frames
    return _saved(
        first,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=picture.frame_milliseconds,
        loop=picture.loop,
        **options,
    )


def save_still(
    image: Image.Image,
    picture_format: str,
    *,
    profile: bytes = b"",
    xmp: bytes = b"",
    **options: Any,
) -> bytes:
    """One frame as JPEG, PNG, WebP, AVIF or GIF. Where there is no transparency, it is on white."""
    if picture_format == "jpeg" and image.mode == "RGBA":
        image = on_white(image)
    if picture_format == "gif":
        return _saved(image.convert("RGBA").quantize(), "GIF")
    options |= {"icc_profile": profile} if profile else {}
    if xmp and picture_format == "png":
        information = PngImagePlugin.PngInfo()
        information.add_itxt(XMP_KEYWORD, xmp.decode())
        options["pnginfo"] = information
    elif xmp:
        options["xmp"] = xmp
    return _saved(image, picture_format.upper(), **options)


def on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGBA", image.size, (*WHITE, 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def _saved(image: Image.Image, picture_format: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, picture_format, **options)
    return buffer.getvalue()
