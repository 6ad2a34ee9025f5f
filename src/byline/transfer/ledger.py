"""The ledger of one old site: what came from it, and what it is here."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from byline.transfer.models import ImportedItem, Source


class Ledger:
    """Keeps what was looked up, so that a section or a contributor is read once a run."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._targets: dict[tuple[str, str], models.Model | None] = {}

    def find(self, kind: str, key: str) -> ImportedItem | None:
        return ImportedItem.objects.filter(source=self.source, kind=kind, key=key[:255]).first()

    def target(self, kind: str, key: str) -> Any:
        """What the item is here; None when it never came or was deleted here."""
        place = (kind, key)
        if place not in self._targets:
            item = self.find(*place)
            found: models.Model | None = item.target if item else None
            if found is None:
                return None
            self._targets[place] = found
        return self._targets[place]

    def record(
        self,
        kind: str,
        key: str,
        target: models.Model,
        *,
        content_hash: str,
        line: int = 0,
        state: str = "",
        is_indexed: bool = True,
        remarks: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Write down that the item is `target` here, as it is now. Belongs into the transaction that made it."""
        item = self.find(kind, key) or ImportedItem(source=self.source, kind=kind, key=key[:255])
        item.target_type = ContentType.objects.get_for_model(target, for_concrete_model=True)
        item.target_id = target.pk
        item.content_hash, item.line, item.state, item.is_indexed = content_hash, line, state, is_indexed
        item.revision = getattr(target, "latest_revision_id", None)
        item.remarks = [list(pair) for pair in remarks]
        item.save()
        self._targets.pop((kind, key), None)
