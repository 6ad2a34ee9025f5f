"""`byline import`: bring in what another system holds."""

import sys
from collections.abc import Callable
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

STOPPED = 130  # what a shell says of a command that Ctrl-C ended


@click.group()
def importing() -> None:
    """Bring in what another system holds."""


@importing.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--uploads",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The old site's wp-content/uploads, for pictures and documents.",
)
@click.option("--leave-out-spam", is_flag=True, help="Leave out comments that are spam or in the trash there.")
@click.option("--site", "hostname", metavar="HOST", help="The site it goes to; not needed in an empty house.")
def wordpress(file: Path, uploads: Path | None, hostname: str | None, *, leave_out_spam: bool) -> None:
    """Bring in a WordPress export FILE (WXR, an .xml file). May be run again at any time."""
    options = enter()
    hush()
    from byline.cli.import_report import tell
    from byline.transfer.actions import import_wordpress, save_report
    from byline.transfer.report import Report
    from byline.transfer.wordpress.export import WxrError
    from byline.transfer.wordpress.house import NoSite

    report, console = Report(), Console(highlight=False)
    try:
        with _bars() as bars:
            import_wordpress(
                file, site=hostname, uploads=uploads, leave_out_spam=leave_out_spam, progress=_watch(bars), report=report
            )
    except WxrError as error:
        give_up(f"{file} was not imported. {error}".replace(". line ", ". Line ").rstrip(".") + ".")
    except NoSite as error:
        give_up(str(error))
    except KeyboardInterrupt:
        report.stopped = True
    tell(report, console)
    console.print(f"The whole report: {save_report(report, options.data / 'reports')}", soft_wrap=True)
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
