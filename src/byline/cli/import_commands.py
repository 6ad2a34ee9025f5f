"""`byline import`: content from other systems."""

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from byline.cli.bootstrap import enter, quiet_logs, stop_when_disk_is_full
from byline.cli.errors import give_up
from byline.cli.import_comments_commands import COMMANDS
from byline.cli.import_page_command import page
from byline.cli.progress import progress_bars

KINDS = ("post", "page", "comment", "attachment")
EXIT_INTERRUPTED = 130  # as shells report a command that was ended with Ctrl-C


@click.group()
def importing() -> None:
    """Import content from another system."""


for command in (*COMMANDS, page):
    importing.add_command(command)


@importing.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--uploads",
    type=click.Path(exists=True, path_type=Path),
    metavar="FOLDER",
    help="The old site's wp-content/uploads, for pictures and documents; or a zip of it.",
)
@click.option(
    "--fetch",
    is_flag=True,
    help="Download the files that --uploads does not have from the old site.",
)
@click.option(
    "--leave-out-spam", is_flag=True, help="Leave out comments that are spam or in the trash."
)
@click.option(
    "--site",
    "hostname",
    metavar="HOST",
    help="The site to import to; not needed in an empty installation.",
)
@click.option("--dry-run", "rehearse", is_flag=True, help="Dry run: report only, change nothing.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Leave out what was last changed before this day (such as 2026-05-31, UTC).",
)
@click.option(
    "--only",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only items of this kind; may be repeated.",
)
def wordpress(
    file: Path,
    uploads: Path | None,
    hostname: str | None,
    since: datetime | None,
    kinds: tuple[str, ...],
    *,
    fetch: bool,
    leave_out_spam: bool,
    rehearse: bool,
) -> None:
    """Import a WordPress export FILE (WXR, an .xml file). May be run again at any time."""
    options = enter()
    quiet_logs()
    from django.utils import timezone

    from byline.cli.import_report import print_import_report
    from byline.transfer.actions import import_wordpress, report_path, save_report
    from byline.transfer.run.archive import BadArchive
    from byline.transfer.run.options import ImportOptions
    from byline.transfer.run.report import ImportReport
    from byline.transfer.run.site_choice import NoTargetSite
    from byline.transfer.wordpress.wxr_records import WxrError

    gc.freeze()  # what is loaded stays, so the collector need not search it for every row
    gc.set_threshold(20_000, 10, 100)
    report, console, folder = (
        ImportReport(started=timezone.now()),
        Console(highlight=False),
        options.data / "reports",
    )
    wishes = ImportOptions(
        site=hostname,
        uploads=uploads,
        fetch=fetch,
        leave_out_spam=leave_out_spam,
        since=since.replace(tzinfo=UTC) if since else None,
        only=frozenset(kinds),
        fields=report_path(folder, report.started, "-fields.jsonl"),
        addresses=report_path(folder, report.started, "-addresses.csv"),
    )
    try:
        with stop_when_disk_is_full(options.data), progress_bars() as progress:
            import_wordpress(file, wishes, rehearse=rehearse, progress=progress, report=report)
    except WxrError as error:
        give_up(f"{file} was not imported. {error}".replace(". line ", ". Line ").rstrip(".") + ".")
    except (NoTargetSite, BadArchive) as error:
        give_up(str(error))
    except KeyboardInterrupt:
        report.stopped = True
    print_import_report(report, console)
    console.print(f"The full report: {save_report(report, folder)}", soft_wrap=True)
    sys.exit(EXIT_INTERRUPTED if report.stopped else 0 if report.is_clean else 1)
