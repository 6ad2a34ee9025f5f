"""`byline import page`: a draft article from a saved page."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console

from byline.cli.bootstrap import enter, quiet_logs, stop_when_disk_is_full
from byline.cli.errors import give_up


@click.command()
@click.argument("page")
@click.option(
    "--section", metavar="SLUG", help="The section to file it in; by default the first of the site."
)
@click.option(
    "--fetch",
    is_flag=True,
    help="Download pictures that are not beside the page.",
)
@click.option(
    "--site",
    "hostname",
    metavar="HOST",
    help="The site to import to; not needed if there is only one.",
)
@click.option("--dry-run", "rehearse", is_flag=True, help="Dry run: report only, change nothing.")
def page(
    page: str, section: str | None, hostname: str | None, *, fetch: bool, rehearse: bool
) -> None:
    """Make a draft article from PAGE: a saved file, or the address of a page."""
    options = enter()
    quiet_logs()
    from django.utils import timezone

    from byline.cli.import_report import print_import_report
    from byline.transfer.actions import import_page, save_report
    from byline.transfer.page.saved_page import open_page
    from byline.transfer.run.comment_records import BadFile
    from byline.transfer.run.report import ImportReport
    from byline.transfer.run.site_choice import NoTargetSite, target_site

    report, console = ImportReport(started=timezone.now()), Console(highlight=False)
    is_address = urlsplit(page).scheme in ("http", "https")
    name = page if is_address else str(Path(page).resolve())
    try:
        site = target_site(hostname)
        with stop_when_disk_is_full(options.data):
            import_page(
                open_page(page),
                name,
                site,
                section=section,
                fetch=fetch or is_address,
                rehearse=rehearse,
                report=report,
            )
    except BadFile as error:
        give_up(f"{page} was not imported: {str(error).rstrip('.')}.")
    except NoTargetSite as error:
        give_up(str(error))
    print_import_report(report, console)
    console.print(
        f"The full report: {save_report(report, options.data / 'reports')}", soft_wrap=True
    )
    sys.exit(0 if report.is_clean else 1)
