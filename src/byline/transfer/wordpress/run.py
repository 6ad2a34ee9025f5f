"""An import from its first to its last line."""

from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone
from wagtail.models import Page, Site

from byline.newsroom import actions
from byline.press.actions import bypass
from byline.transfer.html.links import host
from byline.transfer.run.archive import Archive
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.old_site import OldSite
from byline.transfer.run.options import Wishes
from byline.transfer.run.report import CREATED, UNCHANGED, Entry, Report
from byline.transfer.run.uploads import Folder, Uploads
from byline.transfer.wordpress.articles import POST
from byline.transfer.wordpress.context import Move
from byline.transfer.wordpress.item_loop import Carrying, Progress
from byline.transfer.wordpress.listings import lead_on
from byline.transfer.wordpress.media import ATTACHMENT, Library, NotKept
from byline.transfer.wordpress.menu_links import bring_links
from byline.transfer.wordpress.pages import PAGE
from byline.transfer.wordpress.people import People
from byline.transfer.wordpress.proof import prove
from byline.transfer.wordpress.roundtrip import lead_as_before
from byline.transfer.wordpress.rules import old_address
from byline.transfer.wordpress.site import settle
from byline.transfer.wordpress.survey import Attachment, Survey, survey
from byline.transfer.wordpress.terms import Filings


def run_import(file: Path, wishes: Wishes, *, progress: Progress, report: Report) -> None:
    """Bring in what is wanted of the file; `report` fills up on the way, so that it tells of a run that was stopped, too.

    Raises WxrError before anything is written when the file can't be taken, BadArchive for the uploads, NoSite when it is
    not plain where it goes.
    """
    report.file, report.started = str(file), report.started or timezone.now()
    uploads = _uploads(wishes.uploads)
    found = survey(
        file, lambda read, size: progress("Checking the file, %", read * 100 // size, 100)
    )
    source = settle(found, wishes.site, report)
    report.source, report.site = source.address, source.site.hostname
    ledger = Ledger(source)
    move = Move(
        survey=found,
        site=source.site,
        ledger=ledger,
        report=report,
        library=Library(
            ledger,
            found.attachments,
            _or_fetched(uploads, found, source.site) if wishes.fetch else uploads,
        ),
        people=People(found, ledger, report, source.site),
        filings=Filings(found, ledger, report, source.site),
        now=report.started,
        wishes=wishes,
    )
    _note_version(found, report)
    carrying = Carrying(move, progress)
    with closing(carrying.addresses) as addresses:
        with bypass():
            _bring_all(move, carrying, file)
        addresses.tell()
        bring_links(move, addresses)
    report.addresses, report.addresses_file = (
        dict(carrying.addresses.numbers.most_common()),
        str(wishes.addresses or ""),
    )
    move.fields.close()
    report.fields, report.fields_file = (
        dict(move.fields.names.most_common()),
        str(wishes.fields or ""),
    )
    report.proof = prove(move, carrying.responses)
    report.finished = timezone.now()


def _bring_all(move: Move, carrying: Carrying, file: Path) -> None:
    move.people.bring_all()
    move.filings.bring_all()
    if move.wishes.wants(ATTACHMENT):
        _bring_files(move, carrying.progress)
    move.people.hang_portraits(move.library)
    carrying.bring_items(file)
    _lead_home(move)
    _lead_from_pages_of_files(move)
    move.people.lead_from_numbers()
    move.filings.lead_from_old_ways()
    lead_on(move)
    lead_as_before(move.site, move.survey.channel.terms)


def _uploads(path: Path | None) -> Uploads | None:
    if path is None:
        return None
    return Folder(path) if path.is_dir() else Archive(path)


def _or_fetched(given: Uploads | None, found: Survey, site: Site) -> Uploads:
    channel = found.channel
    hosts = frozenset(
        filter(None, map(host, (channel.base_blog_url, channel.link, channel.base_site_url)))
    )
    return OldSite(hosts, given, site.root_url)


def _lead_home(move: Move) -> None:
    """Where it stood in a folder of its host, that folder leads to the front page, and so its feed to ours."""
    folder = urlsplit(move.survey.channel.address).path.rstrip("/")
    if folder.startswith("/"):
        actions.redirect_root(move.site, f"{folder}/")


def _lead_from_pages_of_files(move: Move) -> None:
    """The page that WordPress made for a file that was not given leads to what showed it."""
    for file in move.survey.attachments.values():
        if file.parent and not move.ledger.find(ATTACHMENT, str(file.id)):
            above = move.ledger.find(POST, str(file.parent)) or move.ledger.find(
                PAGE, str(file.parent)
            )
            page = Page.objects.filter(pk=above.target_id).first() if above else None
            if page:
                for path in filter(
                    None, (old_address(file.page).whole, f"/?attachment_id={file.id}")
                ):
                    actions.redirect_from(move.site, path, page)


def _note_version(found: Survey, report: Report) -> None:
    if not found.channel.version:
        report.guesses.append(
            f"The file names no WXR version; its fields are those of {found.version}."
        )
    elif found.channel.version not in ("1.0", "1.1", "1.2"):
        report.guesses.append(
            f"The file names the WXR version “{found.channel.version}”; it was read as 1.2."
        )


def _bring_files(move: Move, progress: Progress) -> None:
    total = len(move.survey.attachments)
    for done, attachment in enumerate(move.survey.attachments.values(), 1):
        _bring_file(move, attachment)
        progress("Files", done, total)


def _bring_file(move: Move, attachment: Attachment) -> None:
    key = str(attachment.id)
    told = Entry(ATTACHMENT, key, attachment.title or attachment.url, attachment.line, "")
    if move.ledger.find(ATTACHMENT, key):
        move.report.count(ATTACHMENT, UNCHANGED)
        return
    try:
        kept = move.library.bring(attachment)
    except NotKept as error:
        move.report.skip(
            Entry(told.kind, key, told.name, told.line, f"its file can't be kept: {error}")
        )
        return
    if kept:
        move.report.count(ATTACHMENT, CREATED)
    else:
        why = (
            "its file is not in the uploads folder"
            if move.library.uploads
            else "its file was not given (--uploads)"
        )
        move.report.skip(Entry(told.kind, key, told.name, told.line, why))
