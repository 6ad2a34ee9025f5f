"""A backup has everything or is not there, and becomes an installation only when all of it was compared."""

import hashlib
import json
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from byline.safekeeping import snapshots
from byline.safekeeping.actions import back_up, keep_backup, restore
from byline.safekeeping.choices import DATABASE, MANIFEST, SQLITE_COPY
from byline.safekeeping.databases import sqlite
from byline.safekeeping.exceptions import BackupFailed, RestoreFailed
from running_server import BYLINE, byline, clean_environment, serve, wait_until
from safekeeping.conftest import ask

ARTICLES = "SELECT title FROM wagtailcore_page WHERE slug = 'late-edition'"
NOON = datetime(2026, 3, 7, 12, tzinfo=UTC)


def known(applied: list[str]) -> list[str]:
    """This Byline knows every migration."""
    return []


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_installation_comes_back_as_it_was_with_its_pictures_and_without_its_secrets(
    installation: Path, tmp_path: Path
) -> None:
    made = byline(installation, "backup", str(tmp_path / "kept.zip"))
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith(f"{tmp_path / 'kept.zip'}: ")
    assert (tmp_path / "kept.zip").stat().st_mode & 0o777 == 0o600
    put_back = byline(tmp_path / "anew", "restore", str(tmp_path / "kept.zip"))
    assert (put_back.returncode, put_back.stderr) == (0, "")
    assert put_back.stdout.splitlines()[1:] == [
        "Everybody must sign in again: a backup has no sessions.",
        (
            "The secrets were not restored, so new ones were made. Links in earlier mails no longer work."
            " Enter the Akismet key and the secret of an external filter again under Comment rules, if you"
            " used them."
        ),
        "Start `byline run`, then check with `byline doctor`.",
    ]
    assert ask(tmp_path / "anew", ARTICLES) == [("Late edition",)]
    assert snapshots.rows_by_table(tmp_path / "anew" / DATABASE) == snapshots.rows_by_table(
        installation / DATABASE
    )
    assert files_in(tmp_path / "anew/media") == files_in(installation / "media")
    assert (tmp_path / "anew/secrets/secret-key").read_text() != (
        installation / "secrets/secret-key"
    ).read_text()
    assert sorted(path.name for path in (tmp_path / "anew").iterdir()) == [
        DATABASE,
        "media",
        "secrets",
    ]


def test_a_backup_can_be_read_without_byline(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as parcel:
        manifest = json.loads(parcel.read(MANIFEST))
        assert {
            name: hashlib.sha256(parcel.read(name)).hexdigest()
            for name in parcel.namelist()
            if name != MANIFEST
        } == {name: held["sha256"] for name, held in manifest["files"].items()}
        parcel.extract(SQLITE_COPY, tmp_path)
    assert (manifest["format"], manifest["format_version"], manifest["byline"]) == (
        "byline-backup",
        1,
        "0.1.0",
    )
    with closing(sqlite3.connect(tmp_path / SQLITE_COPY)) as copy:
        assert (
            copy.execute("SELECT count(*) FROM newsroom_article").fetchone()
            == (manifest["rows"]["newsroom_article"],)
            == (1,)
        )


def test_secrets_go_along_when_asked_for_and_open_with_their_passphrase_alone(
    installation: Path, tmp_path: Path
) -> None:
    phrase, wrong = tmp_path / "phrase", tmp_path / "wrong"
    phrase.write_text("seven herons on a weir\n")
    wrong.write_text("eight herons on a weir\n")
    file = str(tmp_path / "kept.zip")
    assert (
        byline(
            installation, "backup", file, "--with-secrets", "--passphrase-file", str(phrase)
        ).returncode
        == 0
    )
    key = (installation / "secrets/secret-key").read_bytes()
    assert key not in (tmp_path / "kept.zip").read_bytes()
    refused = byline(tmp_path / "anew", "restore", file, "--passphrase-file", str(wrong))
    assert (refused.returncode, refused.stderr) == (
        1,
        f"{file} was not restored: the passphrase is wrong.\n",
    )
    assert list((tmp_path / "anew").iterdir()) == []
    assert (
        byline(tmp_path / "anew", "restore", file, "--passphrase-file", str(phrase)).returncode == 0
    )
    assert (tmp_path / "anew/secrets/secret-key").read_bytes() == key
    assert (tmp_path / "anew/secrets/secret-key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "anew/byline.toml").read_text() == "workers = 2\n"


def test_the_key_that_the_settings_give_goes_along_too(installation: Path, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("seven herons on a weir\n")
    sealed = (str(tmp_path / "kept.zip"), "--passphrase-file", str(tmp_path / "phrase"))
    given = {"BYLINE_SECRET_KEY": "four quiet presses beside the river"}
    made = byline(installation, "backup", *sealed, "--with-secrets", environment=given)
    assert (made.returncode, made.stderr) == (0, "")
    assert byline(tmp_path / "anew", "restore", *sealed).returncode == 0
    assert (tmp_path / "anew/secrets/secret-key").read_text() == given["BYLINE_SECRET_KEY"]
    restored = byline(tmp_path / "other", "restore", *sealed, environment=given)
    assert "The secret key is the one in the setting secret_key" in restored.stdout


def test_a_short_passphrase_is_refused(installation: Path, tmp_path: Path) -> None:
    (tmp_path / "phrase").write_text("herons\n")
    refused = byline(
        installation,
        "backup",
        str(tmp_path / "a.zip"),
        "--with-secrets",
        "--passphrase-file",
        str(tmp_path / "phrase"),
    )
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1].startswith(
        "Error: The passphrase needs at least 12 characters"
    )
    assert not (tmp_path / "a.zip").exists()


def test_the_copy_is_one_moments_whoever_writes_meanwhile(tmp_path: Path) -> None:
    """Each transaction writes into both tables; a copy of two moments would have more of one."""
    source, stop = tmp_path / "busy.sqlite3", threading.Event()
    with closing(sqlite3.connect(source, isolation_level=None)) as installation:
        installation.execute("PRAGMA journal_mode=WAL")
        installation.execute("CREATE TABLE letters (id INTEGER PRIMARY KEY, text)")
        installation.execute("CREATE TABLE replies (id INTEGER PRIMARY KEY, text)")
        installation.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) "
            "INSERT INTO letters (text) SELECT hex(randomblob(400)) FROM n"
        )
        installation.execute("INSERT INTO replies (text) SELECT text FROM letters")

    def write() -> None:
        with closing(sqlite3.connect(source, isolation_level=None, timeout=30)) as writer:
            while not stop.is_set():
                writer.executescript(
                    "BEGIN; INSERT INTO replies (text) VALUES ('a'); INSERT INTO letters (text) VALUES ('a'); COMMIT"
                )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        steps: list[int] = []
        snapshots.copy_database(
            source, tmp_path / "copy.sqlite3", lambda what, done, total: steps.append(done)
        )
    finally:
        stop.set()
        writer.join()
    counts = snapshots.rows_by_table(tmp_path / "copy.sqlite3")
    assert counts["letters"] == counts["replies"]
    assert (
        counts["letters"] < snapshots.rows_by_table(source)["letters"]
    )  # it was written to meanwhile
    assert steps == sorted(steps)  # it never began again
    assert len(steps) > 3


def test_a_backup_of_an_installation_that_is_served(installation: Path, tmp_path: Path) -> None:
    with serve(installation):
        assert byline(installation, "backup", str(tmp_path / "kept.zip")).returncode == 0
    restore(tmp_path / "anew", tmp_path / "kept.zip", unknown_migrations=known)
    assert ask(tmp_path / "anew", ARTICLES) == [("Late edition",)]


def test_a_full_disk_leaves_nothing_and_says_so(installation: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk's end; the system's answer is alike."""
    file = tmp_path / "backups" / "kept.zip"
    file.parent.mkdir()
    limit = lambda: (  # noqa: E731
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN),
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    ended = subprocess.run(
        [*BYLINE, "--data", str(installation), "backup", str(file)],
        capture_output=True, text=True, check=False, env=clean_environment(), preexec_fn=limit,
    )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{file} could not be written: ")
    assert ended.stderr.endswith("Nothing of it is left.\n")
    assert list(file.parent.iterdir()) == []


def test_a_failure_leaves_the_backup_that_was_there(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    before = (tmp_path / "kept.zip").read_bytes()
    (installation / DATABASE).write_bytes(b"no database " * 500)
    with pytest.raises(BackupFailed):
        back_up(installation, tmp_path / "kept.zip")
    assert (tmp_path / "kept.zip").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"installation", "kept.zip"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.txt", "exists and is not a backup made by Byline, so it was not replaced."),
        ("folder", "is a folder; name a file in it, or use --keep and --folder."),
        ("installation/media/kept.zip", "would be in a folder that is backed up."),
        ("nowhere/kept.zip", "nowhere does not exist. Make it first, for the account that owns "),
    ],
)
def test_where_a_backup_cannot_go(
    installation: Path, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "notes.txt").write_text("remember the weir")
    (tmp_path / "folder").mkdir()
    ended = byline(installation, "backup", str(tmp_path / name))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert words in ended.stderr
    assert (tmp_path / "notes.txt").read_text() == "remember the weir"


def test_an_installation_is_never_written_over(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    before = files_in(installation)
    ended = byline(installation, "restore", str(tmp_path / "kept.zip"))
    assert ended.returncode == 1
    assert ended.stderr.startswith(
        f"{tmp_path / 'kept.zip'} was not restored: the data folder {installation} is not empty (byline.sqlite3, "
    )
    assert files_in(installation) == before


Spoil = Callable[[dict[str, bytes], dict[str, object]], None]


def rewritten(source: Path, target: Path, spoil: Spoil) -> Path:
    """A backup whose members, or manifest, somebody has had in their hands."""
    with zipfile.ZipFile(source) as parcel:
        members = {name: parcel.read(name) for name in parcel.namelist() if name != MANIFEST}
        manifest = json.loads(parcel.read(MANIFEST))
    spoil(members, manifest)
    with zipfile.ZipFile(target, "w") as parcel:
        for name, content in {**members, MANIFEST: json.dumps(manifest).encode()}.items():
            parcel.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target


def add(members: dict[str, bytes], manifest: dict, name: str) -> None:
    members[name] = b"mine"
    manifest["files"][name] = {"bytes": 4, "sha256": hashlib.sha256(b"mine").hexdigest()}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda members, manifest: members.update({"media/images/weir.webp": bytes(102_400)}), "its file media/images/weir.webp is damaged: the checksum is wrong"),
        (lambda members, manifest: members.update({"media/images/weir.webp": b"short"}), "its file media/images/weir.webp does not match its manifest"),
        (lambda members, manifest: members.pop("media/images/weir.webp"), "its files do not match its manifest"),
        (lambda members, manifest: members.update({"media/more": b""}), "its files do not match its manifest"),
        (lambda members, manifest: add(members, manifest, "media/../../slip"), "its file 'media/../../slip' would be outside the data folder"),
        (lambda members, manifest: add(members, manifest, "/etc/slip"), "its file '/etc/slip' would be outside the data folder"),
        (lambda members, manifest: add(members, manifest, "secrets/secret-key"), "its file 'secrets/secret-key' would be outside the data folder"),
        (lambda members, manifest: add(members, manifest, "media\\..\\slip"), "its file 'media\\\\..\\\\slip' would be outside the data folder"),
        (lambda members, manifest: manifest.update({"format_version": 2, "byline": "9.1"}), "it was made by a newer version, Byline 9.1; restore it with that version"),
        (lambda members, manifest: manifest.update({"format": "other"}), "it was not made by `byline backup`"),
        (lambda members, manifest: manifest.pop("rows"), "its manifest cannot be read"),
        (lambda members, manifest: manifest["rows"].update({"newsroom_article": 2}), "its tables do not have as many rows as its manifest lists"),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_refused_and_leaves_no_installation(
    installation: Path, tmp_path: Path, spoil: Spoil, words: str
) -> None:
    back_up(installation, tmp_path / "kept.zip")
    spoiled = rewritten(tmp_path / "kept.zip", tmp_path / "spoiled.zip", spoil)
    with pytest.raises(RestoreFailed) as refused:
        restore(tmp_path / "anew", spoiled, unknown_migrations=known)
    assert str(refused.value) == f"{spoiled} was not restored: {words}."
    assert not (tmp_path / "anew").exists() or list((tmp_path / "anew").iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {
        "installation",
        "kept.zip",
        "spoiled.zip",
        "anew",
    }


def test_a_bomb_is_refused_before_a_byte_is_written(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    size = 1 << 50

    def spoil(members: dict[str, bytes], manifest: dict) -> None:
        members["media/bomb"] = b"\0" * 1000
        manifest["files"]["media/bomb"] = {"bytes": size, "sha256": "0"}

    spoiled = rewritten(tmp_path / "kept.zip", tmp_path / "spoiled.zip", spoil)
    with pytest.raises(RestoreFailed, match="its file media/bomb does not match its manifest"):
        restore(tmp_path / "anew", spoiled, unknown_migrations=known)
    assert not (tmp_path / "anew").exists()


def test_half_a_file_and_no_zip_at_all(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    whole = (tmp_path / "kept.zip").read_bytes()
    for content in (whole[: len(whole) // 2], b"a letter", b""):
        (tmp_path / "spoiled.zip").write_bytes(content)
        ended = byline(tmp_path / "anew", "restore", str(tmp_path / "spoiled.zip"))
        assert ended.returncode == 1
        assert ended.stderr.startswith(
            f"{tmp_path / 'spoiled.zip'} was not restored: it is damaged, or it is not a zip file ("
        )
        assert not (tmp_path / "anew" / DATABASE).exists()


def test_damage_anywhere_in_a_backup_is_named_in_words(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    whole = (tmp_path / "kept.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        compressed = archive.getinfo(SQLITE_COPY)
        directory, last = archive.start_dir, archive.infolist()[-1].header_offset
    start = compressed.header_offset
    in_stream = start + 30 + len(SQLITE_COPY) + 20  # behind the header and its zip64 field
    places = (start, in_stream, in_stream + 1000, last + 60, directory, directory + 10)
    for place in (*places, len(whole) - 10):
        flipped = bytes([whole[place] ^ 0xFF])
        for content in (whole[:place], whole[:place] + flipped + whole[place + 1 :]):
            (tmp_path / "spoiled.zip").write_bytes(content)
            with pytest.raises(RestoreFailed, match="was not restored: it"):
                restore(tmp_path / "anew", tmp_path / "spoiled.zip", unknown_migrations=known)
            assert not (tmp_path / "anew" / DATABASE).exists()


def test_a_newer_versions_installation_is_refused(installation: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(installation / DATABASE, isolation_level=None)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('newsroom', '0999_crosswords', '2030-01-01')"
        )
    back_up(installation, tmp_path / "kept.zip")
    ended = byline(tmp_path / "anew", "restore", str(tmp_path / "kept.zip"))
    assert (ended.returncode, ended.stderr) == (
        1,
        (
            f"{tmp_path / 'kept.zip'} was not restored: it was made by a newer version, Byline 0.1.0, which has newsroom.0999_crosswords; "
            "restore it with that version.\n"
        ),
    )
    assert list((tmp_path / "anew").iterdir()) == []


def test_a_restore_that_was_killed_is_no_installation_and_is_begun_again(
    installation: Path, tmp_path: Path
) -> None:
    """Killed at every step that it tells of, one after the other; then once more, to the end."""
    back_up(installation, tmp_path / "kept.zip")
    data, script = tmp_path / "anew", (
        "import os, signal, sys; from pathlib import Path; from byline.safekeeping.actions import restore\n"
        "seen = 0\n"
        "def die(*told):\n"
        "    global seen\n"
        "    seen += 1\n"
        "    if seen == int(sys.argv[3]): os.kill(os.getpid(), signal.SIGKILL)\n"
        "restore(Path(sys.argv[1]), Path(sys.argv[2]), unknown_migrations=lambda applied: [], progress=die)\n"
    )  # fmt: skip
    killed = 0
    for step in range(1, 50):
        ended = subprocess.run(
            [sys.executable, "-c", script, data, tmp_path / "kept.zip", str(step)],
            env=clean_environment(),
            check=False,
        )
        if ended.returncode == 0:
            break
        killed += 1
        assert ended.returncode == -signal.SIGKILL
        assert [path.name for path in data.iterdir()] == [".restoring"]
    assert killed == 6
    assert ask(data, ARTICLES) == [("Late edition",)]
    assert files_in(data / "media") == files_in(installation / "media")
    assert not (data / ".restoring").exists()


def test_a_restore_leaves_nothing_out_because_a_folder_of_that_name_is_in_the_way(
    installation: Path, tmp_path: Path
) -> None:
    back_up(installation, tmp_path / "kept.zip")
    others_file = tmp_path / "anew/media/others.jpg"

    def another_program_writes(*_step: object) -> None:
        others_file.parent.mkdir(exist_ok=True)
        others_file.write_bytes(b"others'")

    with pytest.raises(RestoreFailed, match=r"media'\. There is no installation in"):
        restore(
            tmp_path / "anew",
            tmp_path / "kept.zip",
            unknown_migrations=known,
            progress=another_program_writes,
        )
    assert files_in(tmp_path / "anew") == {"media/others.jpg": b"others'"}


def test_the_newest_are_kept_and_others_files_are_left_alone(
    installation: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "backups"
    shelf.mkdir()
    (shelf / "byline-from-ada.zip").write_text("Ada's")
    (shelf / ".byline-20260301-000000.zip.draft").write_text("of a process that was killed")
    for day in range(4):
        keep_backup(installation, shelf, 2, now=NOON + timedelta(days=day))
    assert sorted(path.name for path in shelf.iterdir()) == [
        ".lock", "byline-20260309-120000.zip", "byline-20260310-120000.zip", "byline-from-ada.zip",
    ]  # fmt: skip


def test_the_keeper_makes_them_and_the_doctor_sees_when_it_does_not(installation: Path) -> None:
    (installation / "byline.toml").write_text("backups = 3\nbackup_hours = 1\n")
    assert (
        f"There is no backup in {installation / 'backups'} yet."
        in byline(installation, "doctor").stdout
    )
    with serve(installation):
        wait_until(
            lambda: list((installation / "backups").glob("byline-*.zip")),
            "the keeper has made a backup",
        )
    assert f"backup in {installation}" not in byline(installation, "doctor").stdout
    [made] = (installation / "backups").glob("byline-*.zip")
    made.rename(made.with_name("byline-20260101-000000.zip"))
    assert (
        f"The newest backup in {installation / 'backups'} is "
        in byline(installation, "doctor").stdout
    )


def test_one_that_was_killed_as_it_moved_in_is_cleared_away_and_the_settings_that_wait_there_stay(
    installation: Path, tmp_path: Path
) -> None:
    back_up(installation, tmp_path / "kept.zip")
    data = tmp_path / "anew"
    (data / ".restoring").mkdir(parents=True)
    (data / "media").mkdir()
    (data / "media/half.webp").write_bytes(b"half")
    (data / "byline.toml").write_text("workers = 3\n")
    restore(data, tmp_path / "kept.zip", unknown_migrations=known)
    assert files_in(data / "media") == files_in(installation / "media")
    assert (data / "byline.toml").read_text() == "workers = 3\n"
    assert sorted(path.name for path in data.iterdir()) == [DATABASE, "byline.toml", "media"]


def test_somebodys_folder_is_not_moved_into(installation: Path, tmp_path: Path) -> None:
    back_up(installation, tmp_path / "kept.zip")
    (tmp_path / "anew/media").mkdir(parents=True)
    with pytest.raises(RestoreFailed, match=r"is not empty \(media\)"):
        restore(tmp_path / "anew", tmp_path / "kept.zip", unknown_migrations=known)
    assert [path.name for path in (tmp_path / "anew").iterdir()] == ["media"]


SECRET_ROWS = """
    INSERT INTO accounts_user (id, password, is_superuser, first_name, last_name, is_staff,
        is_active, date_joined, email, loopback_only, sessions_ended)
        VALUES (900, 'x', 0, '', '', 0, 1, '2026-01-01', 'totp@harbour.example', 0, 0);
    INSERT INTO mfa_authenticator (user_id, type, data, created_at)
        VALUES (900, 'totp', '{}', '2026-01-01');
    INSERT INTO django_session VALUES ('gone-session-key', 'gone-session-data', '2099-01-01');
    DELETE FROM django_session;
    INSERT INTO django_session VALUES ('live-session-key', 'live-session-data', '2099-01-01');
"""


def test_sessions_never_travel(installation: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(installation / DATABASE)) as database:
        database.executescript(SECRET_ROWS)
    back_up(installation, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as parcel:
        copy = parcel.read(SQLITE_COPY)
    for left in ("live-session", "gone-session"):
        assert left.encode() not in copy
    assert ask(installation, "SELECT count(*) FROM django_session") == [(1,)]
    put_back = byline(tmp_path / "anew", "restore", str(tmp_path / "kept.zip"))
    assert ask(tmp_path / "anew", "SELECT count(*) FROM django_session") == [(0,)]
    assert put_back.stdout.splitlines()[3:6] == [
        "These people sign in with the codes of an app, which no longer work:",
        "  totp@harbour.example",
        (
            "Verify who is asking, then run `byline user forget-second-factor EMAIL` for each. Then they"
            " sign in with the password and set up the app again."
        ),
    ]


def test_a_restore_drops_sessions_that_a_backup_has_nevertheless(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(installation / DATABASE)) as database:
        database.executescript(SECRET_ROWS)
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "delete_sessions", lambda copy: None)
        back_up(installation, tmp_path / "kept.zip")
    restore(tmp_path / "anew", tmp_path / "kept.zip", unknown_migrations=known)
    assert b"live-session" not in (tmp_path / "anew" / DATABASE).read_bytes()


def test_an_invalid_setting_is_named_before_anything_is_restored(tmp_path: Path) -> None:
    (tmp_path / "byline.toml").write_text('port = "x"\n', encoding="ascii")
    ended = byline(tmp_path, "restore", __file__)
    assert ended.returncode == 2
    assert ended.stderr.startswith("Invalid setting: port is 'x', which is not accepted")
    assert [path.name for path in tmp_path.iterdir()] == ["byline.toml"]
