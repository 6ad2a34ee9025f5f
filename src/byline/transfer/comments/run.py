"""An import of comments alone, from the first line of the file to the proof."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils import timezone
from wagtail.models import Site

from byline.press.actions import bypass
from byline.transfer.comments.article_lookup import ArticleLookup
from byline.transfer.comments.json_lines import LinesWriter
from byline.transfer.models import Source
from byline.transfer.run.comment_authors import CommentAuthors
from byline.transfer.run.comment_records import CommentedPage, SourceComment
from byline.transfer.run.comment_spool import CommentSpool
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import ImportReport
from byline.transfer.run.response_proof import prove_responses
from byline.transfer.run.responses import ResponseImporter, response_entry
from byline.transfer.run.vocabulary import POST


class CommentReader(Protocol):
    """Reads one system's file.

    `kind` and `address` identify the source and are known at the end. `votes` are counted, not
    imported. `logins` are the newsroom's accounts there, by number.
    """

    kind: str
    address: str
    votes: Counter[str]
    logins: Mapping[int, str]

    def __iter__(self) -> Iterator[CommentedPage | SourceComment]: ...


@dataclass(frozen=True, slots=True)
class CommentOptions:
    """`hosts`: only pages on these hosts. `remap`: old and new addresses of articles that moved.

    `left` is the file for comments without an article, `gaps` the file that lists the addresses of
    their pages, to be completed as a remap file.
    """

    hosts: tuple[str, ...] = ()
    remap: Path | None = None
    leave_out_spam: bool = False
    left: Path | None = None
    gaps: Path | None = None


def run_comment_import(
    reader: CommentReader,
    site: Site,
    options: CommentOptions,
    *,
    progress: Progress,
    report: ImportReport,
) -> None:
    """Import the comments that find their article.

    Raises BadFile or WxrError before anything is written when a file is not accepted.
    """
    lookup, spool = ArticleLookup(site, options.hosts, options.remap), CommentSpool()
    report.started = report.started or timezone.now()
    try:
        progress("Reading the file", 0, 1)
        spool.fill(reader)
        source, _ = Source.objects.get_or_create(
            kind=reader.kind[:20], address=reader.address[:500], site=site
        )
        report.source, report.site = str(source), site.hostname
        ledger = Ledger(source)
        _place(spool, lookup, ledger, report)
        comment_authors = CommentAuthors(reader.logins, ledger)
        with bypass():
            ResponseImporter(
                spool,
                ledger,
                comment_authors,
                report,
                report.started,
                leave_out_spam=options.leave_out_spam,
            ).import_all(progress)
        _leave(spool, source, options, report)
        _report_votes(reader.votes, report)
        report.proof = prove_responses(spool, ledger)
    finally:
        spool.close()
    report.finished = timezone.now()


def _place(
    spool: CommentSpool, lookup: ArticleLookup, ledger: Ledger, report: ImportReport
) -> None:
    for comment in spool.duplicates:
        report.skip(
            response_entry(comment, f"another one with the number {comment.key}", comment.page)
        )
    for page in spool.pages():
        if lookup.is_elsewhere(page):
            spool.place(page, None, "of a host that was not selected (--host)")
            continue
        known = ledger.find(POST, page.post) if page.post else None
        article = known.target_id if known and known.target else lookup.article_of(page)
        spool.place(page, article, "" if article else "no article here at")


def _leave(
    spool: CommentSpool, source: Source, options: CommentOptions, report: ImportReport
) -> None:
    """Report comments without an article, and write them to the file beside the report."""
    writer, gaps = LinesWriter(options.left, source.kind, source.address), []
    number = 0
    for page, why, count in spool.unplaced():
        writer.page(page)
        gaps.append((next(filter(None, page.addresses), page.nickname), "", count, page.title))
        number += count
        for comment in spool.of_page(page):
            writer.comment(comment)
            report.skip(
                response_entry(comment, f"{why} {page.address}", page.title or page.address)
            )
        spool.leave(page, why)
    writer.close()
    if number and options.gaps and options.left:
        with options.gaps.open("w", encoding="utf-8", errors="replace", newline="") as file:
            csv.writer(file).writerows([("old address", "new address", "comments", "title"), *gaps])
        report.guesses.append(
            f"{number:,} comments under {len(gaps):,} addresses found no article and were kept. "
            "Enter the new addresses in "
            f"{options.gaps}, then: byline import comments {options.left} --remap {options.gaps}"
        )


def _report_votes(votes: Counter[str], report: ImportReport) -> None:
    if votes.total():
        counts = " and ".join(f"{number:,} {name}" for name, number in votes.items() if number)
        report.guesses.append(f"{counts} are not imported: responses have no votes here.")
