"""An import from a source that has a reader and a mapping, from its first item to the proof."""

from collections.abc import Callable, Iterator
from typing import Protocol

from django.utils import timezone
from wagtail.models import Site

from byline.press.actions import bypass
from byline.transfer.models import Source
from byline.transfer.run.comment_authors import CommentAuthors
from byline.transfer.run.comment_records import CommentedPage
from byline.transfer.run.comment_spool import CommentSpool
from byline.transfer.run.item_loop import ItemLoop
from byline.transfer.run.item_proof import prove_items
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import ImportReport, Proof
from byline.transfer.run.response_proof import prove_responses
from byline.transfer.run.responses import ResponseImporter, response_entry
from byline.transfer.run.run_context import RunContext
from byline.transfer.run.source_items import Mapping, SourceItem
from byline.transfer.run.vocabulary import POST


class SourceReader(Protocol):
    """Reads one system's export, each item once and in the order of the file.

    `kind` names the system and `address` the site in it: together they identify the source, so
    that the next run knows what this one imported. `total` is the number of items, 0 if unknown.
    """

    kind: str
    address: str
    total: int

    def __iter__(self) -> Iterator[SourceItem]: ...


class _SourceLoop(ItemLoop):
    """Puts the responses aside until all articles are imported."""

    def __init__(
        self, context: RunContext, mapping: Mapping, progress: Progress, spool: CommentSpool
    ) -> None:
        super().__init__(context, mapping, progress)
        self.spool = spool

    def imported(self, item: SourceItem) -> None:
        if item.responses:
            self.spool.add(CommentedPage(item.key, item.addresses, item.name, item.key))
        for response in item.responses:
            self.spool.add(response)


def run_source(
    reader: SourceReader,
    mapping: Callable[[RunContext], Mapping],
    site: Site,
    *,
    progress: Progress,
    report: ImportReport,
) -> None:
    """Import the reader's articles as the mapping has them, then their responses; prove it.

    An exception of the reader ends the run; items imported by then are unchanged in the next one.
    """
    report.started = report.started or timezone.now()
    source, _ = Source.objects.get_or_create(
        kind=reader.kind[:20], address=reader.address[:500], site=site
    )
    report.source, report.site = str(source), site.hostname
    context = RunContext(site, Ledger(source), report, report.started)
    spool = CommentSpool()
    try:
        with bypass():
            loop = _SourceLoop(context, mapping(context), progress, spool)
            loop.run(reader, reader.total)
            _import_responses(context, spool, progress)
        report.proof = Proof()
        prove_items(context, report.proof, (POST,))
        prove_responses(spool, context.ledger, report.proof)
    finally:
        spool.close()
    report.finished = timezone.now()


def _import_responses(context: RunContext, spool: CommentSpool, progress: Progress) -> None:
    ledger, report = context.ledger, context.report
    spool.finish()
    for response in spool.duplicates:
        why = f"another one with the number {response.key}"
        report.skip(response_entry(response, why, response.page))
    for page in spool.pages():
        article = ledger.target(POST, page.post)
        spool.place(page, article.pk if article else None, "" if article else "no article here at")
    ResponseImporter(
        spool, ledger, CommentAuthors({}, ledger), report, context.now, leave_out_spam=False
    ).import_all(progress)
    for page, why, _number in spool.unplaced():
        for response in spool.of_page(page):
            report.skip(response_entry(response, f"{why} {page.address}", page.title))
        spool.leave(page, why)
