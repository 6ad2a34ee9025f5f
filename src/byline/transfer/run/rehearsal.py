"""A rehearsal imports everything and then rolls it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.documents import get_document_model
from wagtail.models import Site

from byline.newsroom.models import Picture


@contextmanager
def rehearsal() -> Iterator[None]:
    """Nothing done inside remains, files neither. Nobody else can write meanwhile."""
    files: list[Model] = []

    def note(instance: Model, **_: object) -> None:
        files.append(instance)

    kinds = (Picture, get_document_model())
    for kind in kinds:
        post_save.connect(note, sender=kind)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for kind in kinds:
            post_save.disconnect(note, sender=kind)
        for made in files:
            made.file.delete(save=False)  # type: ignore[attr-defined]
        Site.clear_site_root_paths_cache()
