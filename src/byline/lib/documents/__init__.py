"""Removes from documents what could identify people and places."""

from byline.lib.documents.cleaning import CleanDocument, clean_document

__all__ = ["CleanDocument", "clean_document"]
