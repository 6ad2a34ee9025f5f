"""The formats and sizes of accepted pictures. The desk shows these limits beside the field."""

from typing import Final

EXTENSIONS: Final = ("avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp")
FORMAT_NAMES: Final = "JPEG, PNG, GIF, WebP, AVIF, HEIC"
PILLOW_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF")
MAX_MEGABYTES: Final = 30
MAX_MEGAPIXELS: Final = 100
MAX_ANIMATION_MEGAPIXELS: Final = 50
"""Of all frames of an animation together."""
MAX_SIDE: Final = 16_000
"""In pixels; WebP, the format of the pages' pictures, ends at 16,383."""
