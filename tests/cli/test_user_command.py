"""`byline user`: people who can sign in."""

import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

from running_server import byline, schedule_article, serve

PASSWORD = "four quiet presses\n"


def test_a_person_is_added_and_listed(empty_installation: Path) -> None:
    added = byline(
        empty_installation,
        "user",
        "add",
        "ada@example.org",
        "--name",
        "Ada Ferro",
        "--superuser",
        "--password-stdin",
        typed=PASSWORD,
    )
    assert (added.returncode, added.stdout) == (0, "ada@example.org can sign in.\n")
    listed = byline(empty_installation, "user", "list")
    assert [cell.strip() for cell in listed.stdout.splitlines()[3].strip("│").split("│")] == [
        "ada@example.org",
        "Ada Ferro",
        "",
        "yes",
        "never",
    ]


def test_what_cannot_be_accepted_is_said_and_nobody_is_added(empty_installation: Path) -> None:
    for email, password, why in [
        ("ada", PASSWORD, "Enter a valid e-mail address."),
        (
            "ada@example.org",
            "short\n",
            "This password is too short. It must contain at least 10 characters.",
        ),
    ]:
        refused = byline(
            empty_installation, "user", "add", email, "--password-stdin", typed=password
        )
        assert (refused.returncode, refused.stderr) == (1, why + "\n")
    assert "ada" not in byline(empty_installation, "user", "list").stdout


def test_a_role_is_given_at_the_only_site(empty_installation: Path) -> None:
    schedule_article(empty_installation, seconds=0)
    added = byline(
        empty_installation,
        "user",
        "add",
        "ada@example.org",
        "--role",
        "owner",
        "--password-stdin",
        typed=PASSWORD,
    )
    assert (added.returncode, added.stdout) == (
        0,
        "ada@example.org can sign in as owner of The Courier.\n",
    )
    changed = byline(
        empty_installation,
        "user",
        "role",
        "ada@example.org",
        "editor",
        "--section",
        "news",
        "--site",
        "localhost",
    )
    assert (changed.returncode, changed.stdout) == (
        0,
        "ada@example.org can sign in as editor of The Courier.\n",
    )
    assert "The Courier: Editor, News" in " ".join(
        byline(empty_installation, "user", "list").stdout.replace("│", " ").split()
    )


def test_a_role_that_cannot_be_held_is_said_and_nobody_is_added(empty_installation: Path) -> None:
    schedule_article(empty_installation, seconds=0)
    for asked, why in [
        (["--role", "editor"], "Choose the sections in which this editor may publish."),
        (
            ["--role", "editor", "--section", "sport"],
            "There is no section sport. Sections of localhost: news.",
        ),
        (
            ["--role", "owner", "--site", "elsewhere.example"],
            "Choose a site with --site: localhost.",
        ),
    ]:
        refused = byline(
            empty_installation,
            "user",
            "add",
            "ada@example.org",
            *asked,
            "--password-stdin",
            typed=PASSWORD,
        )
        assert (refused.returncode, refused.stderr) == (1, why + "\n")
    assert "ada" not in byline(empty_installation, "user", "list").stdout


def test_nobody_can_be_given_a_role_in_an_installation_without_sites(
    empty_installation: Path,
) -> None:
    refused = byline(
        empty_installation,
        "user",
        "add",
        "ada@example.org",
        "--role",
        "owner",
        "--password-stdin",
        typed=PASSWORD,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("There is no site yet.")


def test_a_role_that_does_not_exist_is_a_usage_error(empty_installation: Path) -> None:
    refused = byline(empty_installation, "user", "add", "ada@example.org", "--role", "publisher")
    assert refused.returncode == 2
    assert (
        "'publisher' is not one of 'contributor', 'moderator', 'editor', 'managing_editor', 'owner'"
        in refused.stderr
    )


def test_a_password_is_changed(empty_installation: Path) -> None:
    byline(empty_installation, "user", "add", "ada@example.org", "--password-stdin", typed=PASSWORD)
    changed = byline(
        empty_installation,
        "user",
        "password",
        "ADA@example.org",
        "--password-stdin",
        typed="five quiet presses\n",
    )
    assert (changed.returncode, changed.stdout) == (
        0,
        "Changed the password of ada@example.org.\n",
    )
    weak = byline(
        empty_installation,
        "user",
        "password",
        "ada@example.org",
        "--password-stdin",
        typed="password12\n",
    )
    assert (weak.returncode, weak.stderr) == (1, "This password is too common.\n")


def test_somebody_unknown_is_said(empty_installation: Path) -> None:
    refused = byline(
        empty_installation,
        "user",
        "password",
        "eve@example.org",
        "--password-stdin",
        typed=PASSWORD,
    )
    assert (refused.returncode, refused.stderr) == (
        1,
        "Nobody signs in with eve@example.org. Run `byline user list` to see who does.\n",
    )


def test_who_lost_the_telephone_signs_in_with_the_password_again(empty_installation: Path) -> None:
    byline(empty_installation, "user", "add", "ada@example.org", "--password-stdin", typed=PASSWORD)
    nothing = byline(empty_installation, "user", "forget-second-factor", "ada@example.org")
    assert (nothing.returncode, nothing.stderr) == (1, "ada@example.org has no second factor.\n")
    with sqlite3.connect(empty_installation / "byline.sqlite3") as database:
        database.execute(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at) SELECT 'totp', '{}', id, '2026-01-01' FROM accounts_user"
        )
    forgotten = byline(empty_installation, "user", "forget-second-factor", "ada@example.org")
    message = "ada@example.org now signs in with the password only. All sessions were ended.\n"
    assert (forgotten.returncode, forgotten.stdout) == (0, message)
    with sqlite3.connect(empty_installation / "byline.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM mfa_authenticator").fetchone() == (0,)
        assert database.execute("SELECT sessions_ended FROM accounts_user").fetchone() == (1,)


def test_somebody_without_a_password_is_invited_by_a_link(empty_installation: Path) -> None:
    schedule_article(empty_installation, seconds=0)
    byline(empty_installation, "user", "add", "ada@example.org", "--password-stdin", typed=PASSWORD)
    refused = byline(empty_installation, "user", "invite", "ada@example.org")
    assert (refused.returncode, refused.stderr) == (
        1,
        (
            "ada@example.org can sign in already. To set a new password, run "
            "`byline user password ada@example.org`.\n"
        ),
    )
    with sqlite3.connect(empty_installation / "byline.sqlite3") as database:
        database.execute("UPDATE accounts_user SET password = '!'")
    with serve(empty_installation) as server:
        links = []
        for _ in range(2):
            invited = byline(empty_installation, "user", "invite", "ada@example.org")
            assert (invited.returncode, invited.stderr) == (0, "")
            links.append(urlsplit(invited.stdout.strip()))
        assert {link.hostname for link in links} == {"localhost"}
        earlier, newest = (server.get(link.path) for link in links)
        assert (earlier[0], 'type="password"' in earlier[2]) == (200, False)
        assert (newest[0], newest[1]["location"].endswith("-set-password/")) == (302, True)
    unknown = byline(empty_installation, "user", "invite", "eve@example.org")
    assert (unknown.returncode, unknown.stderr) == (
        1,
        "Nobody signs in with eve@example.org. Run `byline user list` to see who does.\n",
    )


def test_whoever_gets_a_role_without_a_way_to_sign_in_is_invited(empty_installation: Path) -> None:
    schedule_article(empty_installation, seconds=0)
    byline(empty_installation, "user", "add", "ada@example.org", "--password-stdin", typed=PASSWORD)
    give = ("user", "role", "ada@example.org", "owner")
    given = byline(empty_installation, *give)
    assert (given.returncode, given.stdout) == (
        0,
        "ada@example.org can sign in as owner of The Courier.\n",
    )
    with sqlite3.connect(empty_installation / "byline.sqlite3") as database:
        database.execute("UPDATE accounts_user SET password = '!'")
    given = byline(empty_installation, *give)
    said, hint = given.stdout.splitlines()
    assert said == "ada@example.org cannot sign in as owner of The Courier."
    command = hint.removeprefix("Print a link to choose a password: byline ")
    invited = byline(empty_installation, *command.split())
    assert (invited.returncode, invited.stderr) == (0, "")
    assert urlsplit(invited.stdout.strip()).path.startswith("/accounts/password/reset/key/")
