"""Pictures, drawn when they are needed: no picture file is shipped."""

from byline.demo.drawing.catalogue import SHAPES, draw, is_known

__all__ = ["SHAPES", "draw", "is_known"]
