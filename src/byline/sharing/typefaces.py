"""The typefaces of card images: Byline's, those of a folder, and the system's for CJK."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from unicodedata import category

from django.conf import settings
from PIL import ImageFont

FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc"})
SYSTEM_FONT_FOLDER = Path("/usr/share/fonts/opentype/noto")  # Debian's fonts-noto-cjk
SYSTEM_FONTS = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc")
CJK_FACE_INDEX = {"ja": 0, "ko": 1, "zh": 2, "zh-tw": 3, "zh-hant": 3, "zh-hk": 4}
"""The face of a font collection for a language."""
BOLD_WEIGHT = 700
# in no typeface: what is drawn for it is drawn for every missing character
UNASSIGNED_CHARACTER = "\U0010ffff"
IGNORABLE_CATEGORIES = frozenset({"So", "Sk", "Cf", "Cs", "Co", "Cn", "Mn", "Cc"})
"""Categories of characters that may be left out if no typeface has them, such as emoji."""


@dataclass(frozen=True)
class Typeface:
    path: str
    face: int = 0
    scale: float = 1.0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """In bold if it has weights, at `size` pixels, adjusted by its scale."""
        font = ImageFont.truetype(self.path, round(size * self.scale), index=self.face)
        try:
            axes = font.get_variation_axes()
        except OSError:
            return font
        font.set_variation_by_axes(
            [BOLD_WEIGHT if b"eight" in axis["name"] else axis["default"] or 0 for axis in axes]
        )
        return font


def typefaces(language: str) -> Iterator[Typeface]:
    """The typefaces in the order in which they are tried."""
    yield Typeface(str(files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"))
    yield Typeface(
        str(files("fontpkg_amiri") / "files" / "Amiri-Bold.ttf"), scale=1.15
    )  # its letters are small
    yield from (Typeface(str(file)) for file in _in_folder(settings.OPTIONS.card_fonts))
    tag = language.lower()
    face = CJK_FACE_INDEX.get(tag, CJK_FACE_INDEX.get(tag.partition("-")[0], 0))
    yield from (
        Typeface(str(SYSTEM_FONT_FOLDER / name), face)
        for name in SYSTEM_FONTS
        if (SYSTEM_FONT_FOLDER / name).is_file()
    )


def _in_folder(folder: str) -> list[Path]:
    return (
        sorted(file for file in Path(folder).glob("*") if file.suffix.lower() in FONT_ENDINGS)
        if folder
        else []
    )


def typeset(text: str, language: str) -> tuple[Typeface, str] | None:
    """The first typeface with all letters of `text`, and the text without ignorable characters.

    None if no typeface has them.
    """
    for typeface in typefaces(language):
        missing = {character for character in set(text) if not has_character(typeface, character)}
        if all(category(character) in IGNORABLE_CATEGORIES for character in missing):
            return typeface, " ".join(
                "".join(character for character in text if character not in missing).split()
            )
    return None


@lru_cache(maxsize=20_000)
def has_character(typeface: Typeface, character: str) -> bool:
    return character.isspace() or _drawn(typeface, character) != _drawn(
        typeface, UNASSIGNED_CHARACTER
    )


def _drawn(typeface: Typeface, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _plain(typeface).getmask(character, mode="1")
    return mask.size, bytes(mask)


@cache
def _plain(typeface: Typeface) -> ImageFont.FreeTypeFont:
    """The typeface without shaping: one glyph a character."""
    return ImageFont.truetype(
        typeface.path, 24, index=typeface.face, layout_engine=ImageFont.Layout.BASIC
    )
