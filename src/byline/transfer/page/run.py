"""Imports one saved page as a draft, with the comments it shows."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.press.actions import bypass
from byline.transfer.html.block_buffer import MISSING_FILE, REMOVED, BlockBuffer
from byline.transfer.html.converter_context import ConverterContext
from byline.transfer.html.handlers import convert_html
from byline.transfer.html.links import host_of
from byline.transfer.models import Source
from byline.transfer.page.extraction import UNKNOWN_ADDRESS, ExtractedArticle, read_article
from byline.transfer.page.page_comments import SAVED_PAGE, comments_of
from byline.transfer.page.saved_page import SavedPage
from byline.transfer.run.comment_authors import CommentAuthors
from byline.transfer.run.comment_records import BadFile, CommentedPage, SourceComment
from byline.transfer.run.comment_spool import CommentSpool
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.pictures import Pictures
from byline.transfer.run.report import CREATED, UNCHANGED, UPDATED, ImportReport, ReportEntry
from byline.transfer.run.response_proof import prove_responses
from byline.transfer.run.responses import ResponseImporter
from byline.transfer.run.unchanged import is_unchanged, why_left_alone
from byline.transfer.run.vocabulary import DRAFT

ARTICLE = "article"
CONVERTER = 1
"""Increased when pages are read differently, so that a later run updates unedited drafts."""


@dataclass(frozen=True, slots=True)
class ExtractedDraft:
    """The article made of the page. `buffer` holds the remarks."""

    reading: ExtractedArticle
    copy: Copy
    buffer: BlockBuffer

    def fingerprint(self) -> str:
        """Must be taken before the copy is filed, which adds ids to the blocks of the body."""
        read = self.reading
        pictures = [self.copy.lead_picture.pk if self.copy.lead_picture else None, self.copy.body]
        return fingerprint_of(
            read.headline,
            read.standfirst,
            read.date,
            [credit.contributor.pk for credit in self.copy.credits],
            pictures,
            CONVERTER,
        )


def run_page(
    page: SavedPage,
    name: str,
    site: Site,
    section: str | None,
    *,
    fetch: bool,
    report: ImportReport,
) -> None:
    """Create or update the page's draft in `section` (a slug; the site's first section by default).

    `name` identifies the page where its address is not known. Raises BadFile.
    """
    reading, into, found_comments = (
        read_article(page),
        _section(site, section, report),
        comments_of(page),
    )
    report.file, report.started = name, report.started or timezone.now()
    key = (page.address or f"file {name}")[:255]
    source, _ = Source.objects.get_or_create(
        kind=SAVED_PAGE, address=(host_of(page.address) or "saved pages")[:500], site=site
    )
    report.source, report.site = str(source), site.hostname
    ledger = Ledger(source)
    with bypass():
        with transaction.atomic():
            draft = _draft(page, reading, Pictures(ledger, page.folder, fetch=fetch), site, report)
            article = _import(ledger, report, key, into, draft)
        _report(page, draft, report)
        if article:
            _import_comments(found_comments, key, article, ledger, report)
    report.finished = timezone.now()


def _section(site: Site, requested: str | None, report: ImportReport) -> SectionPage:
    sections = list(SectionPage.objects.descendant_of(site.root_page).order_by("path"))
    chosen = next(
        (section_page for section_page in sections if requested in (None, section_page.slug)), None
    )
    if chosen is None:
        names = ", ".join(section_page.slug for section_page in sections)
        raise BadFile(
            f"there is no section {requested}; the sections are: {names}"
            if names
            else "the site has no section yet"
        )
    if requested is None and len(sections) > 1:
        report.guesses.append(
            f"Section: {chosen.title}, the first of the site; --section names another."
        )
    return chosen


def _draft(
    page: SavedPage, reading: ExtractedArticle, pictures: Pictures, site: Site, report: ImportReport
) -> ExtractedDraft:
    base = page.address or UNKNOWN_ADDRESS
    rtl = settings_of(site).direction == "rtl"
    context = ConverterContext(media=pictures, base=base, hosts=frozenset({host_of(base)}), rtl=rtl)
    buffer = convert_html(reading.html, context)
    lead = pictures.itself(reading.lead) if reading.lead else None
    if reading.lead and lead is None:
        buffer.remark(MISSING_FILE, reading.lead)
    body = buffer.blocks
    if (
        lead
        and body
        and body[0]["type"] == "picture"
        and body[0]["value"].get("picture") == lead.pk
    ):
        body = body[1:]
    copy = Copy(
        headline=reading.headline,
        body=body,
        slug=urlsplit(page.address).path.rstrip("/").rpartition("/")[2].partition(".")[0][:80],
        standfirst=reading.standfirst,
        lead_picture=lead,
        credits=_credits(reading, site, report),
        published_at=_moment(reading.date, site),
    )
    return ExtractedDraft(reading, copy, buffer)


def _credits(reading: ExtractedArticle, site: Site, report: ImportReport) -> list[Credit]:
    """The contributors with these names. Names without a contributor are reported."""
    contributors = {
        name: Contributor.objects.at(site).filter(name__iexact=name).first()
        for name in reading.names
    }
    for name, contributor in contributors.items():
        if contributor is None:
            report.guesses.append(
                f"Byline: “{name}” ({reading.origins.get('byline', '')}) is not a contributor "
                "here, so not a byline."
            )
    return [
        Credit(contributor) for contributor in dict.fromkeys(filter(None, contributors.values()))
    ]


def _moment(date: str, site: Site) -> datetime | None:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=settings_of(site).zone)).astimezone(
        UTC
    )


def _import(
    ledger: Ledger, report: ImportReport, key: str, section: SectionPage, draft: ExtractedDraft
) -> Article | None:
    """The draft: created, updated or unchanged; None if it was deleted at the desk."""
    known, fingerprint = ledger.find(ARTICLE, key), draft.fingerprint()
    article: Article | None = known.target if known else None
    if article and is_unchanged(known, fingerprint):
        report.count(ARTICLE, UNCHANGED)
        return article
    if known and (why := why_left_alone(known, article)):
        report.skip(ReportEntry(ARTICLE, key, draft.copy.headline, 0, why))
        return article
    if article:
        article = actions.revise_article(article, replace(draft.copy, slug=""))
    else:
        article = actions.file_article(section, draft.copy)
    ledger.record(ARTICLE, key, article, content_hash=fingerprint, state=DRAFT)
    report.count(ARTICLE, UPDATED if known else CREATED)
    return article


def _report(page: SavedPage, draft: ExtractedDraft, report: ImportReport) -> None:
    """Report each guess with its origin."""
    where = (
        f"{page.address} ({page.origin})"
        if page.address
        else "not named by the page, so links in it may be wrong"
    )
    report.guesses.append(f"Address: {where}.")
    guesses = {
        "headline": draft.copy.headline,
        "standfirst": draft.copy.standfirst,
        "date": draft.reading.date,
    }
    for what in ("headline", "standfirst", "date"):
        words = (
            f"“{guesses[what][:80]}”, from {draft.reading.origins[what]}"
            if guesses[what]
            else "none was found"
        )
        report.guesses.append(f"{what.capitalize()}: {words}.")
    names = ", ".join(credit.contributor.name for credit in draft.copy.credits)
    report.guesses.append(
        f"Byline: {names}, from {draft.reading.origins.get('byline', '')}."
        if names
        else "Byline: none yet."
    )
    if draft.copy.lead_picture:
        report.guesses.append("Lead picture: the one that the page names for sharing.")
    report.guesses.append("Text: as trafilatura extracted it. Compare it with the page.")
    for player in draft.reading.players:
        report.remark(REMOVED, f"frame or player: {player[:200]}", draft.copy.headline)
    for remark in draft.buffer.remarks:
        report.remark(remark.kind, remark.what, draft.copy.headline)


def _import_comments(
    found_comments: tuple[list[SourceComment], str],
    key: str,
    article: Article,
    ledger: Ledger,
    report: ImportReport,
) -> None:
    comments, way = found_comments
    if not comments:
        report.guesses.append("Comments: none were found on the page.")
        return
    report.guesses.append(
        f"Comments: {len(comments)}, from {way}. They are shown on the page, so they count as "
        "published."
    )
    spool, own = CommentSpool(), CommentedPage(SAVED_PAGE)
    try:
        spool.fill([own, *(_of_this_page(comment, key) for comment in comments)])
        spool.place(own, article.pk, "")
        now = report.started or timezone.now()
        ResponseImporter(
            spool,
            ledger,
            CommentAuthors({}, ledger),
            report,
            now,
            leave_out_spam=False,
        ).import_all(lambda what, done, total: None)
        report.proof = prove_responses(spool, ledger)
    finally:
        spool.close()


def _of_this_page(comment: SourceComment, key: str) -> SourceComment:
    """The comment with a key that is unique among all pages of the site."""
    page = fingerprint_of(key)[:16]
    return replace(
        comment,
        key=f"{page} {comment.key}"[:255],
        parent=f"{page} {comment.parent}"[:255] if comment.parent else "",
    )
