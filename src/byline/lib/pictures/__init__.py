"""Removes from pictures what could identify people and places."""

from byline.lib.pictures.cleaning import CleanPicture, clean_picture, read_texts
from byline.lib.pictures.texts import PictureTexts, xmp_with_rights

__all__ = ["CleanPicture", "PictureTexts", "clean_picture", "read_texts", "xmp_with_rights"]
