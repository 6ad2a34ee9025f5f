"""From the spool to the tallies: each line counts once, each visitor of an article once a day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count

from byline.lib.locks import try_exclusive
from byline.newsroom.models import Article
from byline.readership.actions.referrers import note_networks
from byline.readership.choices import PROVIDER_FACTOR
from byline.readership.models import (
    DayTally,
    HourTally,
    MinuteTally,
    ReferrerTally,
    SeenVisitor,
    SpoolOffset,
    Tally,
)
from byline.readership.spool import SpoolLine, files_in, lines_from, remove_if_done

BATCH_BYTES = 200_000  # of spool in one transaction, about 2,000 reads
MAX_BATCHES = 25  # per run, so that the keeper gets to its other duties

Key = tuple[Any, ...]
TALLY_KEYS: dict[type[models.Model], tuple[str, ...]] = {
    DayTally: ("article_id", "day"),
    HourTally: ("article_id", "day", "hour"),
    ReferrerTally: ("article_id", "day", "host"),
    MinuteTally: ("article_id", "minute"),
}


def tally_reads(*, whole: bool = False) -> int:
    """Tally the spool, MAX_BATCHES of it or the `whole`; returns how many reads counted.

    The counts and the offset in the file are written in one transaction, so a line is counted once,
    whenever this is killed.
    """
    folder, left, counted = Path(settings.DATA) / "reads", MAX_BATCHES, 0
    with _tally_lock(folder) as is_acquired:
        for path in files_in(folder / "spool") if is_acquired else []:
            offset, is_done = 0, False
            while not is_done and (left or whole):
                number, offset, is_done = _tally_batch(path)
                counted, left = counted + number, max(0, left - 1)
            if is_done and remove_if_done(path, offset):
                SpoolOffset.objects.filter(file=path.name).delete()
    return counted


def _tally_batch(path: Path) -> tuple[int, int, bool]:
    """Tally one batch; returns the reads counted, the new offset, and whether it was the last."""
    with transaction.atomic():
        state, _is_new = SpoolOffset.objects.get_or_create(file=path.name)
        lines, offset = lines_from(path, state.offset, BATCH_BYTES)
        if offset == state.offset:
            return 0, offset, True
        number = _count(lines)
        SpoolOffset.objects.filter(file=path.name).update(offset=offset)
    return number, offset, False


def _count(lines: Iterable[SpoolLine]) -> int:
    """Add the lines that count to every tally; returns how many."""
    lines = list(lines)
    articles = Article.objects.filter(is_out=True, pk__in={line.article for line in lines})
    sites = dict(articles.values_list("pk", "site_id"))
    new = _not_seen([line for line in lines if line.article in sites])
    SeenVisitor.objects.bulk_create(
        SeenVisitor(
            day=line.day,
            visitor_hash=line.visitor_hash,
            network_hash=line.network_hash,
            provider_hash=line.provider_hash,
        )
        for line in new
    )
    _add(DayTally, Counter((line.article, line.day) for line in new), sites)
    _add(HourTally, Counter((line.article, line.day, line.hour) for line in new), sites)
    _add(ReferrerTally, Counter((line.article, line.day, line.referrer) for line in new), sites)
    note_networks(new)
    _add(MinuteTally, Counter((line.article, line.minute) for line in new), sites)
    _add_to_whole(Counter(line.article for line in new))
    return len(new)


def _not_seen(lines: list[SpoolLine]) -> list[SpoolLine]:
    """The first line of each visitor of an article on a day, up to the limits per network."""
    days, limit = {line.day for line in lines}, settings.OPTIONS.reads_per_article
    seen = set(
        SeenVisitor.objects.filter(
            day__in=days, visitor_hash__in={line.visitor_hash for line in lines}
        ).values_list("day", "visitor_hash")
    )
    customers = _seen_by("network_hash", days, {line.network_hash for line in lines})
    providers = _seen_by("provider_hash", days, {line.provider_hash for line in lines})
    new = []
    for line in lines:
        customer, provider = (line.day, line.network_hash), (line.day, line.provider_hash)
        if (
            (line.day, line.visitor_hash) not in seen
            and customers[customer] < limit
            and providers[provider] < limit * PROVIDER_FACTOR
        ):
            seen.add((line.day, line.visitor_hash))
            customers[customer] += 1
            providers[provider] += 1
            new.append(line)
    return new


def _seen_by(column: str, days: set[date], hashes: set[str]) -> Counter[tuple[date, str]]:
    """How many visitors of an article counted, by day and network."""
    rows = SeenVisitor.objects.filter(**{"day__in": days, f"{column}__in": hashes})
    numbers = rows.values_list("day", column).annotate(Count("pk"))
    return Counter({(day, network): number for day, network, number in numbers})


def _add(model: Any, numbers: Counter[Key], sites: dict[int, int]) -> None:
    if not numbers:
        return
    names = TALLY_KEYS[model]
    near = model.objects.filter(
        **{f"{name}__in": {key[place] for key in numbers} for place, name in enumerate(names)}
    )
    known = {row[:-1]: row[-1] for row in near.values_list(*names, "reads")}
    rows = [
        model(
            **dict(zip(names, key, strict=True)),
            site_id=sites[key[0]],
            reads=known.get(key, 0) + number,
        )
        for key, number in numbers.items()
    ]
    model.objects.bulk_create(
        rows, update_conflicts=True, update_fields=["reads"], unique_fields=names
    )


def _add_to_whole(numbers: Counter[int]) -> None:
    Tally.objects.bulk_create(
        [Tally(article_id=article) for article in numbers], ignore_conflicts=True
    )
    tallies = list(Tally.objects.filter(pk__in=numbers))
    for tally in tallies:
        tally.reads, tally.is_behind = tally.reads + numbers[tally.pk], True
    Tally.objects.bulk_update(tallies, ["reads", "is_behind"])


@contextmanager
def _tally_lock(folder: Path) -> Iterator[bool]:
    """Yields whether this process may tally: False while another one does."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with try_exclusive(folder / "tally.lock") as is_held:
        yield is_held
