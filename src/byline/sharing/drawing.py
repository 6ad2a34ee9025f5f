"""Drawing a card image: site name, rule, headline as large as it fits, names."""

import re
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from byline.sharing.cards import CardContent, typeset_card
from byline.sharing.choices import CARD_HEIGHT, CARD_WIDTH
from byline.sharing.typefaces import Typeface

MARGIN = 72  # pixels, as below
PAPER_COLOUR, TEXT_COLOUR, SOFT_COLOUR, RULE_COLOUR = "#fdfcf9", "#1a1916", "#57534c", "#cfcabf"
SMALL_SIZE, SITE_NAME_SIZE = 30, 38
HEADLINE_TOP, HEADLINE_BOTTOM = 212, 516
HEADLINE_SIZES = range(112, 32, -8)
LINE_HEIGHT = 1.22
CJK_LETTERS = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
CJK_CLOSING_MARKS = r"\u3001\u3002\uff0c\uff0e\u300d\u300f\uff09\uff01\uff1f"
LINE_PIECES = re.compile(rf"[{CJK_LETTERS}][{CJK_CLOSING_MARKS}]*|[^\s{CJK_LETTERS}]+|\s+")
"""Pieces between which a line may break: words, and single CJK letters.

A closing mark stays with its letter.
"""


def draw_card(card: CardContent) -> bytes | None:
    """Draw the card as PNG, the same bytes for the same card; None if a typeface is missing."""
    lines = typeset_card(card)
    if lines is None:
        return None
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), PAPER_COLOUR)
    pen = _Pen(image, card)
    pen.line(lines["masthead"], SITE_NAME_SIZE, 104, TEXT_COLOUR)
    pen.rule(128)
    pen.line(lines["kicker"], SMALL_SIZE, 182, card.accent)
    pen.headline(lines["headline"])
    pen.rule(530)
    pen.line(lines["names"], SMALL_SIZE, 584, SOFT_COLOUR)
    buffer = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


class _Pen:
    def __init__(self, image: Image.Image, card: CardContent) -> None:
        self._draw, self._card = ImageDraw.Draw(image), card
        self._is_rtl = card.direction == "rtl"

    def rule(self, y: int) -> None:
        self._draw.line([(MARGIN, y), (CARD_WIDTH - MARGIN, y)], fill=RULE_COLOUR, width=2)

    def line(self, line: tuple[Typeface, str], size: int, y: int, colour: str) -> None:
        """Draw one line with its baseline at `y`, truncated to the width."""
        typeface, text = line
        font = typeface.at(size)
        self._write(self._cut(text, font), font, y, colour)

    def headline(self, line: tuple[Typeface, str]) -> None:
        """Draw the headline in the largest size that fits, truncated in the smallest."""
        typeface, text = line
        for size in HEADLINE_SIZES:
            font, step = typeface.at(size), round(size * typeface.scale**2 * LINE_HEIGHT)
            max_rows = (HEADLINE_BOTTOM - HEADLINE_TOP) // step
            rows = self._rows(text, font)
            if len(rows) <= max_rows:
                break
        for number, row in enumerate(rows[:max_rows]):
            is_cut = number == max_rows - 1 and len(rows) > max_rows
            text_shown = self._cut(f"{row}…", font) if is_cut else row
            self._write(
                text_shown, font, HEADLINE_TOP + number * step + round(step * 0.75), TEXT_COLOUR
            )

    def _cut(self, text: str, font: ImageFont.FreeTypeFont) -> str:
        while len(text) > 1 and not self._fits(text, font):
            text = text[:-2].rstrip("… ") + "…"
        return text

    def _rows(self, text: str, font: ImageFont.FreeTypeFont) -> list[str]:
        rows = [""]
        for piece in LINE_PIECES.findall(text):
            if rows[-1].strip() and not self._fits((rows[-1] + piece).rstrip(), font):
                rows.append("")
            rows[-1] += piece if rows[-1] else piece.lstrip()
            while len(rows[-1]) > 1 and not self._fits(rows[-1].rstrip(), font):
                rows.append(rows[-1][len(head := self._head(rows[-1], font)) :])
                rows[-2] = head
        return [row.strip() for row in rows]

    def _head(self, word: str, font: ImageFont.FreeTypeFont) -> str:
        """The letters of an overlong word that fit into a line, at least one."""
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
