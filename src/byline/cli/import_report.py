"""The result of an import, on the screen."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from byline.transfer.run.report import OUTCOMES, ImportReport, Proof, ReportEntry
from byline.transfer.run.report_html import REMARK_HEADINGS

MAX_LINES_SHOWN = 12
"""Of each list; the saved report has them all."""


def print_import_report(report: ImportReport, console: Console) -> None:
    """Print the counts, then what an editor should check."""
    console.print(_counts(report))
    if report.finished and report.started:
        seconds = (report.finished - report.started).total_seconds()
        items = sum(report.outcomes.values())
        console.print(
            f"{items:,} items in {seconds:,.1f} s ({items / max(seconds, 0.001):,.0f} per second), "
            f"imported to {report.site}."
        )
    if report.is_rehearsal:
        console.print("Dry run: nothing was written.", style="bold")
    if report.stopped:
        console.print(
            "Stopped before the end. Run the same command again: it skips what was imported.",
            style="bold",
        )
    if report.proof:
        _print_proof(report.proof, console)
    _list(console, "Chosen for the new site", report.guesses)
    _list(
        console,
        "Skipped",
        [f"{number:,} × {kind}: {why}" for kind, why, number in report.reasons()],
    )
    _list(console, "Failed", [_line(entry) for entry in report.failed], style="bold red")
    _list(console, "Decisions", [_line(entry) for entry in report.decisions])
    _list(
        console,
        "Old addresses",
        [f"{number:,} {what}" for what, number in report.addresses.items()],
    )
    kept = [f"{name} ({number:,})" for name, number in report.fields.items()]
    _list(console, f"Fields without a place here, kept in {report.fields_file}", kept)
    for kind, heading in REMARK_HEADINGS.items():
        _list(
            console,
            heading,
            [_about(what, items) for what, items in report.remarks.get(kind, {}).items()],
        )


def _counts(report: ImportReport) -> Table:
    table = Table("", "in the file", *OUTCOMES)
    for kind in report.kinds:
        numbers = [report.read(kind), *(report.number(kind, outcome) for outcome in OUTCOMES)]
        table.add_row(escape(kind), *(f"{number:,}" if number else "" for number in numbers))
    return table


def _print_proof(proof: Proof, console: Console) -> None:
    table = Table("", "", "in the file", "skipped", "here", title="Proof", title_justify="left")
    for count in proof.counts:
        table.add_row(
            escape(count.kind),
            count.state,
            f"{count.read:,}",
            f"{count.skipped or ''}",
            f"{count.here:,}",
        )
    console.print(table)
    console.print(
        "The counts agree, conversation by conversation."
        if proof.agrees
        else "The counts do not agree.",
        style="bold",
    )
    _list(console, "Differences", proof.wrong, style="bold red")
    _list(
        console,
        "Explained differences",
        [f"{number:,} {why}" for why, number in proof.apart.items() if number],
    )


def _list(console: Console, heading: str, lines: list[str], *, style: str = "bold") -> None:
    if not lines:
        return
    console.print(f"\n{heading}", style=style)
    for line in lines[:MAX_LINES_SHOWN]:
        console.print(f"  {escape(line)}", soft_wrap=True)
    if len(lines) > MAX_LINES_SHOWN:
        console.print(f"  … and {len(lines) - MAX_LINES_SHOWN:,} more")


def _line(entry: ReportEntry) -> str:
    place = f"line {entry.line}, " if entry.line else ""
    return f"{place}{entry.kind} “{entry.name[:80]}”: {entry.why}"


def _about(what: str, items: list[str]) -> str:
    others = f" and {len(items) - 1:,} more" if len(items) > 1 else ""
    return f"{what} (in “{items[0][:60]}”{others})"
