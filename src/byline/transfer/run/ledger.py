"""The ledger of one source: which items were imported from it, and what they are here."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models

from byline.lib.bulk_insert import allocate_keys, insert_all
from byline.transfer.models import ImportedItem, Source

KEYS_PER_QUERY = 500  # keys in the IN clause of a query


class KnownItem(NamedTuple):
    """What the ledger has on one item, without the object it became."""

    pk: int
    target: int
    content_hash: str
    state: str

    @property
    def remarks(self) -> Sequence[tuple[str, str]]:
        """Comments have none."""
        return ()


class NewItem(NamedTuple):
    """A new item of the source and the object it became. The other fields are ImportedItem's."""

    key: str
    target: models.Model
    content_hash: str
    line: int
    state: str
    remarks: Sequence[tuple[str, str]] = ()


class Ledger:
    """Caches lookups, so that each section or contributor is queried once per run."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._targets: dict[tuple[str, str], models.Model | None] = {}
        self._ahead: dict[tuple[str, str], ImportedItem | None] = {}

    def prefetch(self, kind: str, keys: Sequence[str]) -> None:
        """Load these items in one go, because `find` will be called for each."""
        known = self.items(kind, keys)
        self._ahead |= {(kind, key): known.get(key[:255]) for key in keys}

    def find(self, kind: str, key: str) -> ImportedItem | None:
        if (kind, key) in self._ahead:
            return self._ahead.pop((kind, key))
        return ImportedItem.objects.filter(source=self.source, kind=kind, key=key[:255]).first()

    def items(self, kind: str, keys: Iterable[str]) -> dict[str, ImportedItem]:
        """The rows for these items, by key."""
        rows = ImportedItem.objects.filter(
            source=self.source, kind=kind, key__in={key[:255] for key in keys}
        )
        return {item.key: item for item in rows}

    def known(self, kind: str, keys: Iterable[str]) -> dict[str, KnownItem]:
        """Which of these items were imported, by key."""
        rows = ImportedItem.objects.filter(source=self.source, kind=kind)
        items: dict[str, KnownItem] = {}
        sorted_keys = sorted(keys)
        for start in range(0, len(sorted_keys), KEYS_PER_QUERY):
            batch = sorted_keys[start : start + KEYS_PER_QUERY]
            asked = rows.filter(key__in=batch).values_list(
                "key", "pk", "target_id", "content_hash", "state"
            )
            items |= {
                key: KnownItem(pk, target, content_hash, state)
                for key, pk, target, content_hash, state in asked
            }
        return items

    def record_all(self, kind: str, items: Iterable[NewItem]) -> None:
        """Record new items of one kind, which must be indexed.

        Belongs in the transaction that made them.
        """
        rows = [
            ImportedItem(
                source_id=self.source.pk,
                kind=kind,
                key=key[:255],
                target_type_id=ContentType.objects.get_for_model(target).pk,
                target_id=target.pk,
                content_hash=content_hash,
                line=line,
                state=state,
                revision=getattr(target, "latest_revision_id", None),
                remarks=[list(pair) for pair in remarks],
            )
            for key, target, content_hash, line, state, remarks in items
        ]
        insert_all(allocate_keys(rows))

    def update(self, known: KnownItem, content_hash: str, line: int, state: str) -> None:
        """Record that an item was updated."""
        ImportedItem.objects.filter(pk=known.pk).update(
            content_hash=content_hash, line=line, state=state
        )

    def target(self, kind: str, key: str) -> Any:
        """What the item is here; None when it was never imported or was deleted here."""
        place = (kind, key)
        if place not in self._targets:
            item = self.find(*place)
            target: models.Model | None = item.target if item else None
            if target is None:
                return None
            self._targets[place] = target
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
        """Record that the item is `target` here, as it is now.

        Belongs in the transaction that made it.
        """
        item = self.find(kind, key) or ImportedItem(source=self.source, kind=kind, key=key[:255])
        item.target_type = ContentType.objects.get_for_model(target, for_concrete_model=True)
        item.target_id = target.pk
        item.content_hash, item.line, item.state, item.is_indexed = (
            content_hash,
            line,
            state,
            is_indexed,
        )
        item.revision = getattr(target, "latest_revision_id", None)
        item.remarks = [list(pair) for pair in remarks]
        item.save()
        self._targets.pop((kind, key), None)
