"""Drawing a card image: the nameplate above a rule, the headline as large as it fits, names below."""

import re
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from byline.sharing.cards import CardContent, typeset_card
from byline.sharing.choices import CARD_HEIGHT, CARD_WIDTH
from byline.sharing.typefaces import Typeface

MARGIN = 72  # pixels, as all that follow
PAPER, INK, FAINT, RULE = "#fdfcf9", "#1a1916", "#57534c", "#cfcabf"
SMALL, PLATE = 30, 38
HEADLINE_FROM, HEADLINE_UPTO = 212, 516
SIZES = range(112, 32, -8)
LEADING = 1.22
EAST = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
CLOSING = r"\u3001\u3002\uff0c\uff0e\u300d\u300f\uff09\uff01\uff1f"
PIECES = re.compile(rf"[{EAST}][{CLOSING}]*|[^\s{EAST}]+|\s+")
"""Where a line may end: between words, between letters of Chinese, Japanese and Korean; a closing mark stays with its letter."""


def draw_card(card: CardContent) -> bytes | None:
    """The card as PNG, the same bytes for the same card; None where no typeface has its letters."""
    lines = typeset_card(card)
    if lines is None:
        return None
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), PAPER)
    pen = _Pen(image, card)
    pen.line(lines["masthead"], PLATE, 104, INK)
    pen.rule(128)
    pen.line(lines["kicker"], SMALL, 182, card.accent)
    pen.headline(lines["headline"])
    pen.rule(530)
    pen.line(lines["names"], SMALL, 584, FAINT)
    written = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


class _Pen:
    def __init__(self, image: Image.Image, card: CardContent) -> None:
        self._draw, self._card = ImageDraw.Draw(image), card
        self._is_rtl = card.direction == "rtl"

    def rule(self, y: int) -> None:
        self._draw.line([(MARGIN, y), (CARD_WIDTH - MARGIN, y)], fill=RULE, width=2)

    def line(self, line: tuple[Typeface, str], size: int, y: int, colour: str) -> None:
        """One line, its foot at `y`, cut where it is too long."""
        typeface, text = line
        font = typeface.at(size)
        self._write(self._cut(text, font), font, y, colour)

    def headline(self, line: tuple[Typeface, str]) -> None:
        """In the largest size in which all of it fits; in the smallest, cut."""
        typeface, text = line
        for size in SIZES:
            font, step = typeface.at(size), round(size * typeface.scale**2 * LEADING)
            most = (HEADLINE_UPTO - HEADLINE_FROM) // step
            rows = self._rows(text, font)
            if len(rows) <= most:
                break
        for place, row in enumerate(rows[:most]):
            is_cut = place == most - 1 and len(rows) > most
            shown = self._cut(f"{row}…", font) if is_cut else row
            self._write(shown, font, HEADLINE_FROM + place * step + round(step * 0.75), INK)

    def _cut(self, text: str, font: ImageFont.FreeTypeFont) -> str:
        while len(text) > 1 and not self._fits(text, font):
            text = text[:-2].rstrip("… ") + "…"
        return text

    def _rows(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        rows = [""]
        for piece in PIECES.findall(text):
            if rows[-1].strip() and not self._fits((rows[-1] + piece).rstrip(), font):
                rows.append("")
            rows[-1] += piece if rows[-1] else piece.lstrip()
            while len(rows[-1]) > 1 and not self._fits(rows[-1].rstrip(), font):
                rows.append(rows[-1][len(head := self._head(rows[-1], font)) :])
                rows[-2] = head
        return [row.strip() for row in rows]

    def _head(self, word: str, font: ImageFont.FreeTypeFont) -> str:
        """As many letters of a word that is too long as stand in a line, at least one."""
        return next(
            (word[:end] for end in range(len(word) - 1, 1, -1) if self._fits(word[:end], font)),
            word[:1],
        )

    def _fits(self, text: str, font: ImageFont.FreeTypeFont) -> bool:
        return self._width(text, font) <= CARD_WIDTH - 2 * MARGIN

    def _width(self, text: str, font: ImageFont.FreeTypeFont) -> float:
        return font.getlength(text, direction=self._card.direction, language=self._card.language)

    def _write(self, text: str, font: ImageFont.FreeTypeFont, y: int, colour: str) -> None:
        x, anchor = (CARD_WIDTH - MARGIN, "rs") if self._is_rtl else (MARGIN, "ls")
        self._draw.text(
            (x, y),
            text,
            colour,
            font,
            anchor=anchor,
            direction=self._card.direction,
            language=self._card.language,
        )
