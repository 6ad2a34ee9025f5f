"""The verbs of moving house."""

import json
from pathlib import Path

from byline.transfer.report import Report
from byline.transfer.wordpress.run import Progress, run_import


def import_wordpress(
    file: Path,
    *,
    site: str | None = None,
    uploads: Path | None = None,
    leave_out_spam: bool = False,
    progress: Progress = lambda what, done, total: None,
    report: Report | None = None,
) -> Report:
    """Bring in what a WordPress export (WXR 1.0 to 1.2) holds, and say what became of each thing.

    `site` is the host name of the site it goes to, `uploads` the old site's folder of files. May be run again at any
    time, also after it was stopped: what is here is recognised, what changed there is brought up to date, and what was
    edited here is left alone. Raises WxrError before anything is written when the file can't be taken, and NoSite when
    the house has sites and none is plainly meant. One item that fails is told in the report; the others still come.
    """
    report = report or Report()
    run_import(file, site=site, uploads=uploads, leave_out_spam=leave_out_spam, progress=progress, report=report)
    return report


def save_report(report: Report, folder: Path) -> Path:
    """Write the report as JSON into `folder`, under the time it began, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = report.started.strftime("%Y%m%d-%H%M%S") if report.started else "unstarted"
    path = folder / f"import-{moment}.json"
    for number in range(2, 1000):
        if not path.exists():
            break
        path = folder / f"import-{moment}-{number}.json"
    path.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")
    return path
