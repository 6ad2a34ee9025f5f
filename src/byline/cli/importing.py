"""`byline import`: bring in what another system holds."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from byline.cli.house import enter, give_up, hush

KINDS = ("post", "page", "comment", "attachment")
STOPPED = 130  # what a shell says of a command that Ctrl-C ended


@click.group()
def importing() -> None:
    """Bring in what another system holds."""


@importing.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--uploads",
    type=click.Path(exists=True, path_type=Path),
    metavar="FOLDER",
    help="The old site's wp-content/uploads, for pictures and documents; or a zip of it.",
)
@click.option("--fetch", is_flag=True, help="Fetch the files that --uploads does not have from the old site.")
@click.option("--leave-out-spam", is_flag=True, help="Leave out comments that are spam or in the trash there.")
@click.option("--site", "hostname", metavar="HOST", help="The site it goes to; not needed in an empty house.")
@click.option("--dry-run", "rehearse", is_flag=True, help="Tell what would come of it, and write nothing.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Leave out what was last changed, or said, before this day (2026-05-31, UTC).",
)
@click.option("--only", "kinds", type=click.Choice(KINDS), multiple=True, help="Only things of this kind; may be given again.")
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
    """Bring in a WordPress export FILE (WXR, an .xml file). May be run again at any time."""
    options = enter()
    hush()
    from django.utils import timezone

    from byline.cli.import_report import tell
    from byline.transfer.actions import import_wordpress, report_path, save_report
    from byline.transfer.report import Report
    from byline.transfer.wordpress.archive import BadArchive
    from byline.transfer.wordpress.export import WxrError
    from byline.transfer.wordpress.house import NoSite
    from byline.transfer.wordpress.wishes import Wishes

    report, console, folder = Report(started=timezone.now()), Console(highlight=False), options.data / "reports"
    wishes = Wishes(
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
        with _bars() as bars:
            import_wordpress(file, wishes, rehearse=rehearse, progress=_watch(bars), report=report)
    except WxrError as error:
        give_up(f"{file} was not imported. {error}".replace(". line ", ". Line ").rstrip(".") + ".")
    except (NoSite, BadArchive) as error:
        give_up(str(error))
    except KeyboardInterrupt:
        report.stopped = True
    tell(report, console)
    console.print(f"The whole report: {save_report(report, folder)}", soft_wrap=True)
    sys.exit(STOPPED if report.stopped else 0 if report.is_clean else 1)


class Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="dim")


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _watch(bars: Progress) -> Callable[[str, int, int], None]:
    tasks: dict[str, TaskID] = {}

    def watch(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=total)
        bars.update(tasks[what], completed=done)

    return watch
