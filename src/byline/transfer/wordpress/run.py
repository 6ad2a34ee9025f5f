"""An import of a WordPress export, from its first to its last line."""

from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone
from wagtail.models import Page, Site

from byline.newsroom import actions
from byline.press.actions import bypass
from byline.transfer.html.links import host_of
from byline.transfer.run.archive import UploadsArchive
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.old_site import OldSite
from byline.transfer.run.options import ImportOptions
from byline.transfer.run.progress import Progress
from byline.transfer.run.report import CREATED, UNCHANGED, ImportReport, ReportEntry
from byline.transfer.run.uploads import Uploads, UploadsFolder
from byline.transfer.run.vocabulary import PAGE, POST
from byline.transfer.wordpress.context import ImportContext
from byline.transfer.wordpress.item_loop import WordPressLoop
from byline.transfer.wordpress.listings import redirect_lists
from byline.transfer.wordpress.media import ATTACHMENT, FileNotKept, MediaLibrary
from byline.transfer.wordpress.menu_links import import_menu_links
from byline.transfer.wordpress.people import People
from byline.transfer.wordpress.proof import prove
from byline.transfer.wordpress.roundtrip import count_on_as_before, redirect_as_before
from byline.transfer.wordpress.rules import old_address
from byline.transfer.wordpress.site import choose_source
from byline.transfer.wordpress.survey import Attachment, Survey, survey
from byline.transfer.wordpress.terms import Terms


def run_import(
    file: Path, options: ImportOptions, *, progress: Progress, report: ImportReport
) -> None:
    """Import what the options ask for.

    `report` is filled on the way, so that a stopped run has one too.

    Raises WxrError before anything is written when the file is not accepted, BadArchive for the
    uploads, and NoTargetSite when the target site is not clear.
    """
    report.file, report.started = str(file), report.started or timezone.now()
    uploads = _uploads(options.uploads)
    overview = survey(
        file, lambda read, size: progress("Checking the file, %", read * 100 // size, 100)
    )
    source = choose_source(overview, options.site, report)
    report.source, report.site = source.address, source.site.hostname
    ledger = Ledger(source)
    context = ImportContext(
        survey=overview,
        site=source.site,
        ledger=ledger,
        report=report,
        media=MediaLibrary(
            ledger,
            overview.attachments,
            _or_fetched(uploads, overview, source.site) if options.fetch else uploads,
        ),
        people=People(overview, ledger, report, source.site),
        terms=Terms(overview, ledger, report, source.site),
        now=report.started,
        options=options,
    )
    _note_version(overview, report)
    loop = WordPressLoop(context, progress)
    with closing(loop.addresses) as addresses:
        with bypass():
            _import_all(context, loop, file)
        addresses.write_all()
        import_menu_links(context, addresses)
    report.addresses, report.addresses_file = (
        dict(loop.addresses.numbers.most_common()),
        str(options.addresses or ""),
    )
    context.fields.close()
    report.fields, report.fields_file = (
        dict(context.fields.names.most_common()),
        str(options.fields or ""),
    )
    report.proof = prove(context, loop.responses)
    report.finished = timezone.now()


def _import_all(context: ImportContext, loop: WordPressLoop, file: Path) -> None:
    context.people.import_all()
    context.terms.import_all()
    if context.options.wants(ATTACHMENT):
        _import_files(context, loop.progress)
    context.people.set_portraits(context.media)
    loop.import_file(file)
    _redirect_folder(context)
    _redirect_file_pages(context)
    context.people.redirect_numbers()
    context.terms.redirect_old_addresses()
    redirect_lists(context)
    redirect_as_before(context.site, context.survey.channel.terms)
    count_on_as_before(context.site, context.survey.channel.terms)


def _uploads(path: Path | None) -> Uploads | None:
    if path is None:
        return None
    return UploadsFolder(path) if path.is_dir() else UploadsArchive(path)


def _or_fetched(given: Uploads | None, overview: Survey, site: Site) -> Uploads:
    channel = overview.channel
    hosts = frozenset(
        filter(None, map(host_of, (channel.base_blog_url, channel.link, channel.base_site_url)))
    )
    return OldSite(hosts, given, site.root_url)


def _redirect_folder(context: ImportContext) -> None:
    """If the old site was in a folder of its host, redirect the folder to the front page, and its
    feed to ours.
    """
    folder = urlsplit(context.survey.channel.address).path.rstrip("/")
    if folder.startswith("/"):
        actions.redirect_root(context.site, f"{folder}/")


def _redirect_file_pages(context: ImportContext) -> None:
    """Redirect WordPress's page for a file that was not given to the article that showed it."""
    for file in context.survey.attachments.values():
        if file.parent and not context.ledger.find(ATTACHMENT, str(file.id)):
            above = context.ledger.find(POST, str(file.parent)) or context.ledger.find(
                PAGE, str(file.parent)
            )
            page = Page.objects.filter(pk=above.target_id).first() if above else None
            if page:
                for path in filter(
                    None, (old_address(file.page).whole, f"/?attachment_id={file.id}")
                ):
                    actions.redirect_from(context.site, path, page)


def _note_version(overview: Survey, report: ImportReport) -> None:
    if not overview.channel.version:
        report.guesses.append(
            f"The file names no WXR version; its fields are those of version {overview.version}."
        )
    elif overview.channel.version not in ("1.0", "1.1", "1.2"):
        report.guesses.append(
            f"The file names the WXR version “{overview.channel.version}”; it was read as 1.2."
        )


def _import_files(context: ImportContext, progress: Progress) -> None:
    total = len(context.survey.attachments)
    for done, attachment in enumerate(context.survey.attachments.values(), 1):
        _import_file(context, attachment)
        progress("Files", done, total)


def _import_file(context: ImportContext, attachment: Attachment) -> None:
    key = str(attachment.id)
    entry = ReportEntry(ATTACHMENT, key, attachment.title or attachment.url, attachment.line, "")
    if context.ledger.find(ATTACHMENT, key):
        context.report.count(ATTACHMENT, UNCHANGED)
        return
    try:
        kept = context.media.import_attachment(attachment)
    except FileNotKept as error:
        context.report.skip(
            ReportEntry(
                entry.kind, key, entry.name, entry.line, f"its file cannot be stored: {error}"
            )
        )
        return
    if kept:
        context.report.count(ATTACHMENT, CREATED)
    else:
        why = (
            "its file is not in the uploads folder"
            if context.media.uploads
            else "its file was not given (--uploads)"
        )
        context.report.skip(ReportEntry(entry.kind, key, entry.name, entry.line, why))
