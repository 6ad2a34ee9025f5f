"""Files made to do harm: refused with a clear word, nothing half done, and without filling the
machine's memory.
"""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from byline.transfer.run.archive import BadArchive, UploadsArchive
from running_server import clean_environment
from transfer.conftest import ImportExport
from transfer.exports import attachment, item, wxr
from transfer.test_wordpress_again import rows
from transfer.test_wordpress_uploads import drawn

MEGABYTES = 80
"""What one piece of a file may take while it is looked at: twice the size at which it is refused,
and the parser.
"""
ENTITIES = "".join(f'<!ENTITY a{depth} "{f"&a{depth - 1};" * 10}">' for depth in range(1, 11))
LAUGHS = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{ENTITIES}]>'
BLOW_UP = f'<!DOCTYPE rss [<!ENTITY a10 "{"ha" * 50_000}">]>'
FAR = f"<!-- {'a note ' * 60_000} -->"


def with_type(declared: str, text: str) -> str:
    return wxr(item(1, "HERE")).replace("?>", f"?>{declared}", 1).replace("<![CDATA[HERE]]>", text)


def long_text(file: Path) -> None:
    """One text of 96 MB; a larger one is read no further."""
    start, end = wxr(item(1, body="HERE")).split("HERE")
    with file.open("w") as opened:
        opened.write(start)
        opened.writelines("a tide " * 100_000 for _ in range(144))
        opened.write(end)


def long_line(file: Path) -> None:
    """Items of 96 MB in one line, with a wrong byte at its end."""
    start, end = wxr("HERE").split("HERE")
    one = item(1, body="tide and time " * 7_000).replace("\n", " ")
    with file.open("w") as opened:
        opened.write(start)
        opened.writelines(one for _ in range(1_000))
        opened.write("<item>\x07</item>" + end)


MADE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a billion laughs": (lambda file: file.write_text(with_type(LAUGHS, "&a10;")), "a file with a document type declaration"),
    "a blow-up": (lambda file: file.write_text(with_type(BLOW_UP, "&a10;" * 20_000)), "a file with a document type declaration"),
    "laughs far behind": (lambda file: file.write_text(with_type(FAR + LAUGHS, "&a10;")), "a file with a document type declaration"),
    "a file of the machine": (
        lambda file: file.write_text(with_type(f'{FAR}<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;")),
        "a file with a document type declaration",
    ),
    "one long text": (long_text, "one part of this file is larger than 32 MB"),
    "one long line": (long_line, "a control character (U+0007)"),
}  # fmt: skip


@pytest.mark.parametrize("what", MADE)
def test_a_hostile_file_is_refused_with_flat_memory(tmp_path: Path, what: str) -> None:
    make, expected = MADE[what]
    make(tmp_path / "export.xml")
    script = [
        sys.executable,
        str(Path(__file__).with_name("peak.py")),
        str(tmp_path / "export.xml"),
    ]
    ended = subprocess.run(
        script, capture_output=True, text=True, check=True, env=clean_environment()
    )
    message, grown = ended.stdout.splitlines()
    assert expected in message
    assert "root:" not in ended.stdout
    assert int(grown) < MEGABYTES


def zipped(folder: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    path = folder / "uploads.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def link(name: str) -> zipfile.ZipInfo:
    """A member that says it is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


PIER = attachment(5, "2016/09/pier.jpg", parent=1)


def test_an_archive_with_a_name_that_leads_out_changes_nothing(
    import_export: ImportExport, tmp_path: Path
) -> None:
    import_export(item(1))
    before = rows()
    slip = zipped(tmp_path, ("2016/09/pier.jpg", drawn("navy")), ("../../../pier.jpg", b"x"))
    with pytest.raises(
        BadArchive,
        match=r"^The archive was refused, because a name in it points outside of it: \.\./\.\./\.\./pier\.jpg\.",
    ):
        import_export(item(1), item(2), PIER, uploads=slip)
    assert rows() == before


@pytest.mark.parametrize("as_folder", [True, False])
def test_a_link_is_no_file_of_the_old_site(
    import_export: ImportExport, tmp_path: Path, *, as_folder: bool
) -> None:
    (tmp_path / "secret").write_text("the key")
    folder = tmp_path / "uploads"
    folder.mkdir()
    (folder / "map.pdf").symlink_to(tmp_path / "secret")
    uploads = (
        folder
        if as_folder
        else zipped(tmp_path, (link("map.pdf"), str(tmp_path / "secret").encode()))
    )
    report = import_export(item(1), attachment(5, "map.pdf"), uploads=uploads)
    assert [entry.why for entry in report.skipped] == ["its file is not in the uploads folder"]


def test_a_file_that_is_larger_than_it_says_is_no_file(tmp_path: Path) -> None:
    path = zipped(tmp_path, ("pier.jpg", bytes(4 * 2**20)))
    size = (4 * 2**20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))
    assert UploadsArchive(path).find("pier.jpg") is None


def test_a_picture_that_would_fill_the_memory_is_told(
    import_export: ImportExport, tmp_path: Path
) -> None:
    """30,000 × 30,000 points in a file of a few bytes."""
    header = b"\x00\x00\x00\rIHDR" + (30_000).to_bytes(4) * 2 + b"\x08\x06\x00\x00\x00"
    huge = (
        b"\x89PNG\r\n\x1a\n"
        + header
        + crc32(header[4:]).to_bytes(4)
        + b"\x00\x00\x00\x00IEND\xaeB\x60\x82"
    )
    report = import_export(
        item(1), attachment(5, "pier.png"), uploads=zipped(tmp_path, ("pier.png", huge))
    )
    assert [entry.why.partition(":")[0] for entry in report.skipped] == [
        "its file cannot be stored"
    ]
