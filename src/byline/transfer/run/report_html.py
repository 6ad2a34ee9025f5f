"""The report as an HTML page."""

from django.template.loader import render_to_string

from byline.transfer.run.report import OUTCOMES, ImportReport

REMARK_HEADINGS = {
    "shortcode": "Shortcodes that were not understood, kept as written",
    "perhaps a shortcode": "Words in square brackets that may be shortcodes, kept as written",
    "block": "Blocks that were not understood; editors see their delimiter, readers see nothing",
    "missing": "Files that were not given; a link replaces them",
    "removed": "Removed, because a page may not contain it",
    "changed": "Kept in another form",
    "undescribed": "Pictures without a description of what they show",
}
"""The heading for each kind of remark."""


def report_as_html(report: ImportReport) -> str:
    """One page that needs no other file."""
    counts = [
        (kind, report.read(kind), [report.number(kind, outcome) for outcome in OUTCOMES])
        for kind in report.kinds
    ]
    remarks = [
        (heading, list(report.remarks[kind].items()))
        for kind, heading in REMARK_HEADINGS.items()
        if report.remarks.get(kind)
    ]
    apart = (
        [(why, number) for why, number in report.proof.apart.items() if number]
        if report.proof
        else []
    )
    fields, addresses = (
        list(report.fields.items()),
        list(report.addresses.items()),
    )  # a name may be "items"
    shown = {"apart": apart, "fields": fields, "addresses": addresses} | {
        "report": report,
        "outcomes": OUTCOMES,
        "counts": counts,
        "remarks": remarks,
        "reasons": report.reasons(),
    }
    return render_to_string("transfer/report.html", shown)
