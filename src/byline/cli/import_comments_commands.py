"""`byline import disqus` and others: comments only, for articles that exist already."""

import sys
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from byline.cli.bootstrap import enter, quiet_logs, stop_when_disk_is_full
from byline.cli.errors import give_up
from byline.cli.progress import progress_bars

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    from byline.transfer.comments.run import CommentReader

EXIT_INTERRUPTED = 130  # as shells report a command that was ended with Ctrl-C
Open = Callable[[Path, tzinfo], "CommentReader"]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OPTIONS = (
    click.argument("file", type=FILE),
    click.option(
        "--remap",
        type=FILE,
        metavar="CSV",
        help="A table of old and new addresses, for articles that moved.",
    ),
    click.option(
        "--host",
        "hosts",
        metavar="HOST",
        multiple=True,
        help="Only comments on pages of this host; may be repeated.",
    ),
    click.option(
        "--leave-out-spam",
        is_flag=True,
        help="Leave out comments that are marked as spam or deleted.",
    ),
    click.option(
        "--site",
        "hostname",
        metavar="HOST",
        help="The site of the articles; not needed if there is only one.",
    ),
    click.option(
        "--dry-run", "rehearse", is_flag=True, help="Dry run: report only, change nothing."
    ),
)


def of_comments(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command of this name, with the options that all of these have."""

    def decorated(function: Callable[..., None]) -> click.Command:
        for option in reversed(OPTIONS):
            function = option(function)
        return click.command(name)(function)

    return decorated


@of_comments("disqus")
def disqus(file: Path, **options: Any) -> None:
    """Import the comments of a Disqus export FILE (XML)."""
    enter()
    from byline.transfer.comments.disqus import DisqusReader

    _import(file, lambda path, zone: DisqusReader(path), **options)


@of_comments("isso")
def isso(file: Path, **options: Any) -> None:
    """Import the comments of an Isso database FILE (SQLite)."""
    enter()
    from byline.transfer.comments.isso import IssoReader

    _import(file, lambda path, zone: IssoReader(path), **options)


@of_comments("wordpress-comments")
def wordpress_comments(file: Path, **options: Any) -> None:
    """Import only the comments of a WordPress export FILE (WXR)."""
    enter()
    from byline.transfer.wordpress.comments_only import WordPressReader

    _import(file, WordPressReader, **options)


@of_comments("comments")
def comments(file: Path, **options: Any) -> None:
    """Import FILE (…-left.jsonl): comments that an earlier import found no articles for."""
    enter()
    from byline.transfer.comments.json_lines import LinesReader

    _import(file, lambda path, zone: LinesReader(path), **options)


COMMANDS = (disqus, isso, wordpress_comments, comments)


def _import(
    file: Path,
    opened: Open,
    *,
    remap: Path | None,
    hosts: tuple[str, ...],
    hostname: str | None,
    leave_out_spam: bool,
    rehearse: bool,
) -> None:
    quiet_logs()
    from django.conf import settings
    from django.utils import timezone

    from byline.cli.import_report import print_import_report
    from byline.network.queries import settings_of
    from byline.transfer.actions import import_comments, report_path, save_report
    from byline.transfer.comments.run import CommentOptions
    from byline.transfer.run.comment_records import BadFile
    from byline.transfer.run.report import ImportReport
    from byline.transfer.run.site_choice import NoTargetSite, target_site
    from byline.transfer.wordpress.wxr_records import WxrError

    folder = settings.OPTIONS.data / "reports"
    report, console = ImportReport(file=str(file), started=timezone.now()), Console(highlight=False)
    left, gaps = (
        report_path(folder, report.started, ending) for ending in ("-left.jsonl", "-left.csv")
    )
    wanted = CommentOptions(
        hosts=hosts, remap=remap, leave_out_spam=leave_out_spam, left=left, gaps=gaps
    )
    try:
        site = target_site(hostname)
        with stop_when_disk_is_full(settings.OPTIONS.data), progress_bars() as progress:
            reader = opened(file, settings_of(site).zone)
            import_comments(
                reader, site, wanted, rehearse=rehearse, progress=progress, report=report
            )
    except (BadFile, WxrError) as error:
        give_up(f"{file} was not imported: {str(error).rstrip('.')}.")
    except NoTargetSite as error:
        give_up(str(error))
    except KeyboardInterrupt:
        report.stopped = True
    print_import_report(report, console)
    console.print(f"The full report: {save_report(report, folder)}", soft_wrap=True)
    sys.exit(EXIT_INTERRUPTED if report.stopped else 0 if report.is_clean else 1)
