"""Each thing that can be wrong with an installation is broken here, and `byline doctor` says so."""

import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from byline.lib import encryption
from byline.lib.journal import DutyRecord, Journal, read_journal, write_journal
from running_server import byline, free_port, serve, wait_until


def complaints(data: Path) -> dict[str, str]:
    """What `byline doctor` complains of, with what it says to do."""
    return complaints_with(data)


def complaints_with(data: Path, **environment: str) -> dict[str, str]:
    ended = byline(data, "doctor", environment=environment)
    assert (ended.returncode, ended.stderr) == (1, "")
    lines = ended.stdout.splitlines()
    return {
        wrong.partition(". ")[2]: remedy.strip()
        for wrong, remedy in zip(lines[::2], lines[1::2], strict=True)
    }


def change(data: Path, statement: str, *values: object) -> None:
    """Change the database behind the installation's back."""
    with closing(sqlite3.connect(data / "byline.sqlite3", isolation_level=None)) as file:
        file.execute(statement, values)


def give_a_site(data: Path, hostname: str) -> None:
    change(
        data,
        "INSERT INTO wagtailcore_site (hostname, port, is_default_site, root_page_id, site_name) VALUES (?, 80, 1, 1, 'Paper')",
        hostname,
    )


def furnish(data: Path) -> None:
    """Give the installation a site and an owner."""
    give_a_site(data, "localhost")
    made = byline(
        data,
        "user",
        "add",
        "ada@example.org",
        "--superuser",
        "--password-stdin",
        typed="four quiet presses\n",
    )
    assert made.returncode == 0, made.stderr


def test_an_installation_in_order(empty_installation: Path) -> None:
    furnish(empty_installation)
    with serve(empty_installation):
        wait_until(lambda: read_journal(empty_installation).is_fresh(), "the keeper is at work")
        ended = byline(empty_installation, "doctor")
        assert ended.returncode == 0
        assert ended.stdout.splitlines()[0] == f"All is well in {empty_installation}."
        tried_out = byline(empty_installation, "doctor", environment={"BYLINE_STAGING": "true"})
        assert (
            tried_out.stdout.splitlines()[1]
            == "  staging: this installation sends nothing and is hidden from search engines"
        )
        assert [line.partition(":")[0].strip() for line in ended.stdout.splitlines()[1:]] == list(
            read_journal(empty_installation).entries
        )


def test_a_door_that_is_open_to_this_machine(empty_installation: Path) -> None:
    furnish(empty_installation)
    (empty_installation / "byline.toml").write_text("allow_loopback_requests = true\n")
    assert {
        wrong: remedy
        for wrong, remedy in complaints(empty_installation).items()
        if "this machine itself" in wrong
    } == {
        "Byline may send requests to this machine itself, so anyone who sends a ping "
        "can reach services that listen here.": (
            "Remove allow_loopback_requests from byline.toml and the environment, "
            "unless this is a test installation."
        )
    }


def test_no_installation_at_all(tmp_path: Path) -> None:
    assert complaints(tmp_path / "installation") == {
        f"There is no installation in {tmp_path / 'installation'}: that folder does not exist.": (
            "Start `byline run` to make one there, or give the right folder with --data."
        )
    }
    assert not (tmp_path / "installation").exists()


def test_a_wrong_setting(empty_installation: Path) -> None:
    file = empty_installation / "byline.toml"
    file.write_text("port = 0\n")
    assert list(complaints(empty_installation)) == [
        (
            f"Invalid setting: port is 0, which is not accepted ({file}); "
            "accepted: a whole number from 1 to 65535."
        )
    ]


def give_a_secret(data: Path, secret: str = "a key of this installation") -> Path:
    file = data / "secrets" / "secret-key"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    file.write_text(secret)
    file.chmod(0o600)
    return file


def test_an_empty_installation_that_nobody_serves(empty_installation: Path) -> None:
    give_a_secret(empty_installation)
    assert list(complaints(empty_installation)) == [
        "The background worker has never run here.",
        "This installation has no site.",
        "Nobody can manage this installation.",
    ]


def test_an_installation_in_which_much_is_wrong(empty_installation: Path) -> None:
    furnish(empty_installation)
    give_a_site(empty_installation, "nobody.invalid")
    shutil.rmtree(empty_installation / "static")
    (empty_installation / "secrets").chmod(0o755)
    change(empty_installation, "PRAGMA journal_mode=DELETE")
    change(
        empty_installation,
        "DELETE FROM django_migrations WHERE app = 'newsroom' AND name LIKE '0001%'",
    )
    change(empty_installation, "UPDATE accounts_user SET is_active = 0")
    entries = {
        "newsroom.print_the_paper": DutyRecord(
            time.time(), 0.1, time.time() - 7300, "OSError: no ink"
        )
    }
    write_journal(
        empty_installation,
        Journal(beat=time.time() - 300, doing="newsroom.print_the_paper", entries=entries),
    )
    (empty_installation / "keeper.json").chmod(0o600)
    assert list(complaints(empty_installation)) == [
        f"Other accounts on this machine can read {empty_installation / 'secrets'}.",
        "The database is in delete mode, not WAL, so readers and the writer wait for each other.",
        "The database lacks 1 change of this version, the first newsroom.0001_initial.",
        "The static files (styles, scripts) are missing or of another version.",
        (
            "The background worker was last seen 5 minutes ago, doing newsroom.print_the_paper: "
            "it is stuck or has stopped."
        ),
        "The background task newsroom.print_the_paper failed 2 hours ago: OSError: no ink.",
        "The site nobody.invalid cannot be reached, because its host name does not exist.",
        "The site localhost has no owner who can sign in.",
        "The site nobody.invalid has no owner who can sign in.",
    ]


def test_a_damaged_database_does_not_stop_the_doctor(empty_installation: Path) -> None:
    (empty_installation / "byline.sqlite3").write_bytes(b"not a database " * 1000)
    assert (
        next(iter(complaints(empty_installation)))
        == "The database file is damaged: file is not a database."
    )


def test_a_second_factor_of_another_installation(empty_installation: Path) -> None:
    furnish(empty_installation)
    elsewhere = encryption._fernet("another key").encrypt(b"JBSWY3DPEHPK3PXP").decode()
    change(
        empty_installation,
        "INSERT INTO mfa_authenticator (type, data, user_id, created_at) "
        "SELECT 'totp', json_object('secret', ?), id, '2026-01-01' FROM accounts_user",
        elsewhere,
    )
    lines = complaints(empty_installation)
    wrong = "ada@example.org cannot use the second factor: it was encrypted with another key."
    assert lines[wrong].endswith("`byline user forget-second-factor ada@example.org`.")
    byline(empty_installation, "user", "forget-second-factor", "ada@example.org")
    assert wrong not in complaints(empty_installation)


def test_a_missing_and_an_empty_secret(empty_installation: Path) -> None:
    [(wrong, remedy)] = complaints(empty_installation).items()
    file = empty_installation / "secrets" / "secret-key"
    assert wrong == f"The secret {file} is missing."
    assert "Stop Byline and put the one of a backup with secrets, or of another node" in remedy
    assert not file.exists()  # the doctor changes nothing
    give_a_secret(empty_installation, "")
    assert list(complaints(empty_installation)) == [f"The secret {file} is empty."]
    refused = byline(empty_installation, "user", "list")
    assert (refused.returncode, refused.stderr) == (
        1,
        f"The secret {file} is empty. Run `byline doctor`, which says what to do.\n",
    )


def test_mail_that_cannot_be_sent_and_a_beat_from_the_future(empty_installation: Path) -> None:
    give_a_secret(empty_installation)
    port = free_port()
    (empty_installation / "byline.toml").write_text(
        f'mail_host = "127.0.0.1"\nmail_port = {port}\nmail_security = "none"\n'
    )
    (empty_installation / "byline.toml").chmod(0o600)
    write_journal(empty_installation, Journal(beat=time.time() + 3 * 86_400 + 60))
    (empty_installation / "keeper.json").chmod(0o600)
    report = byline(empty_installation, "doctor", "--mail", "anna@paper.example")
    assert report.returncode == 1
    assert [line.partition(". ")[2] for line in report.stdout.splitlines()[:8:2]] == [
        (
            "The background worker's last sign of life is 3 days in the future: this machine's "
            "clock was wrong then, or is wrong now."
        ),
        "Mail is sent from byline@localhost, which other mail servers refuse.",
        f"The mail server 127.0.0.1, port {port}, cannot be used: [Errno 111] Connection refused.",
        "The test mail was not sent: [Errno 111] Connection refused.",
    ]


def test_an_address_that_is_none(empty_installation: Path) -> None:
    ended = byline(empty_installation, "doctor", "--mail", "anna")
    assert ended.returncode == 2
    assert "anna is not an e-mail address such as anna@paper.example." in ended.stderr
    assert list(complaints_with(empty_installation, BYLINE_MAIL_FROM="the desk")) == [
        "Invalid setting: BYLINE_MAIL_FROM must be an e-mail address such as desk@paper.example (environment)."
    ]
