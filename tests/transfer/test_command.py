"""`byline import wordpress`, as it is typed."""

import json
import sqlite3
from pathlib import Path

import pytest

from running_server import byline, prepared_data_folder, serve
from transfer.exports import SITE, item, write, wxr


@pytest.fixture
def data_folder(shared_folder: Path, tmp_path: Path) -> Path:
    return prepared_data_folder(shared_folder, tmp_path / "data")


def tables(data: Path) -> dict[str, int]:
    names = (
        "wagtailcore_site",
        "newsroom_article",
        "newsroom_contributor",
        "newsroom_tag",
        "transfer_source",
        "transfer_importeditem",
    )
    database = sqlite3.connect(data / "byline.sqlite3")
    try:
        return {
            name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names
        }
    finally:
        database.close()


def test_an_empty_installation_becomes_the_old_site(data_folder: Path, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        wxr(
            item(7, "The ferry is late", "[poll id=1]", slug="ferry"), item(8, kind="nav_menu_item")
        ),
    )
    ended = byline(data_folder, "import", "wordpress", str(file))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    for line in (
        "1 × nav_menu_item: a menu entry for something else ()",
        "[poll] (in “The ferry is late”)",
        "Time zone:",
        "imported to harbour.example",
        "The full report: ",
    ):
        assert line in ended.stdout
    report = json.loads(
        Path(ended.stdout.rpartition("The full report: ")[2].strip())
        .with_suffix(".json")
        .read_text(encoding="utf-8")
    )
    assert report["counts"]["post"] == {
        "read": 1,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "failed": 0,
    }
    assert (report["remarks"], report["stopped"]) == (
        {"shortcode": {"[poll]": ["The ferry is late"]}},
        False,
    )
    with serve(data_folder) as served:
        status, _, page = served.get("/2016/09/17/ferry/")
        assert (status, "The ferry is late" in page) == (200, True)
        assert served.get("/?p=7")[0] == 301


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (wxr(item(1)).replace("</channel>", ""), "Line "),
        (wxr(item(1), "<item><title>Fish & chips</title></item>"), "write &amp; instead"),
        ("<html><body>Please log in</body></html>", "begins with <html>"),
        ("", "the file is empty"),
    ],
)
def test_a_file_that_is_no_export_leaves_nothing(
    data_folder: Path, tmp_path: Path, text: str, message: str
) -> None:
    ended = byline(data_folder, "import", "wordpress", str(write(tmp_path, text)))
    assert (ended.returncode, message in ended.stderr, "was not imported" in ended.stderr) == (
        1,
        True,
        True,
    )
    assert "Traceback" not in ended.stderr
    assert set(tables(data_folder).values()) == {0}
    assert not (data_folder / "reports").exists()


def test_a_failure_is_told_and_ends_with_1(data_folder: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(data_folder / "byline.sqlite3")
    database.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON newsroom_article WHEN NEW.post_id = 2 BEGIN "
        "SELECT RAISE(ABORT, 'disk on fire'); END"
    )
    database.commit()
    database.close()
    file = write(tmp_path, wxr(item(1), item(2, "Burnt"), item(3)))
    ended = byline(data_folder, "import", "wordpress", str(file))
    assert (ended.returncode, "“Burnt”: IntegrityError: disk on fire" in ended.stdout) == (1, True)
    assert (
        tables(data_folder)["newsroom_article"],
        tables(data_folder)["transfer_importeditem"],
    ) == (2, 4)


def test_it_says_which_site_is_meant(data_folder: Path, tmp_path: Path) -> None:
    byline(data_folder, "import", "wordpress", str(write(tmp_path, wxr(item(1)))))
    other = write(tmp_path, wxr(item(1)).replace(SITE, "https://lagoon.example"), "other.xml")
    ended = byline(data_folder, "import", "wordpress", str(other))
    assert (ended.returncode, "--site lagoon.example for a new site" in ended.stderr) == (1, True)
    assert (
        byline(
            data_folder, "import", "wordpress", str(other), "--site", "lagoon.example"
        ).returncode
        == 0
    )
    assert tables(data_folder)["wagtailcore_site"] == 2


def test_what_is_not_there_is_refused(data_folder: Path, tmp_path: Path) -> None:
    assert byline(data_folder, "import", "wordpress", str(tmp_path / "gone.xml")).returncode == 2
    file = write(tmp_path, wxr(item(1)))
    assert (
        byline(
            data_folder, "import", "wordpress", str(file), "--uploads", str(tmp_path / "gone")
        ).returncode
        == 2
    )
