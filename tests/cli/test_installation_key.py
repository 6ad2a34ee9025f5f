"""All nodes of a PostgreSQL database have the same secret key: one that has another is not started."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.lib.database.settings import SHARED_TABLES
from nodes import KEY, migrated_database, node, node_environment, serve_nodes
from postgresql_databases import new_database, rows
from running_server import BYLINE, byline, clean_environment, serve

# django_db: without a test of it, pytest-django makes no database that could be copied.
pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db]
OTHER = "another key, which is not that of the first node at all"
FINGERPRINTS = "SELECT name, fingerprint FROM shared_keys"


@pytest.fixture
def url(django_db_setup: None) -> Iterator[str]:
    with migrated_database() as url:
        yield url


@pytest.fixture
def first(shelf: Path, tmp_path: Path) -> Path:
    return node(shelf, tmp_path / "first")


@pytest.fixture
def second(shelf: Path, tmp_path: Path) -> Path:
    return node(shelf, tmp_path / "second")


def test_a_node_with_another_key_is_refused_until_it_has_that_of_the_first(
    url: str, first: Path, second: Path
) -> None:
    environment = node_environment(url, key="")
    with serve(first, environment=environment):
        kept = rows(url, FINGERPRINTS)
    refused = byline(second, "run", environment=environment)
    assert refused.returncode == 1
    file = second / "secrets/secret-key"
    assert f"The secret key in {file} is not this installation's" in refused.stderr
    assert "copy the file secrets/secret-key from the data folder of a node that works" in (
        refused.stderr
    )
    assert "Traceback" not in refused.stderr
    seen = byline(second, "doctor", environment=environment)
    assert f"The secret key in {file} is not this installation's." in seen.stdout
    assert byline(second, "user", "list", environment=environment).returncode == 1
    assert rows(url, FINGERPRINTS) == kept
    shutil.copy2(first / "secrets/secret-key", file)
    with serve(second, environment=environment) as server:
        assert server.get("/-/health/live")[0] == 200
    seen = byline(second, "doctor", environment=environment)
    assert "is not this installation's" not in seen.stdout


def test_the_key_can_be_given_by_a_file_that_the_environment_names(
    url: str, first: Path, tmp_path: Path
) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    named = node_environment(url, key="") | {"BYLINE_SECRET_KEY_FILE": str(tmp_path / "key")}
    byline(first, "user", "list", environment=named)
    assert not (first / "secrets").exists()
    ended = byline(first, "user", "list", environment=node_environment(url, key=KEY))
    assert ended.returncode == 0, ended.stderr
    refused = byline(first, "user", "list", environment=node_environment(url, key=OTHER))
    assert "the setting secret_key (BYLINE_SECRET_KEY) is not" in refused.stderr


def test_nodes_that_share_a_key_print_the_same_link_to_set_up_the_first_site(
    url: str, first: Path, second: Path
) -> None:
    with serve_nodes([first, second], node_environment(url)) as servers:
        links = [re.findall(r"/-/welcome/\S+", server.output()) for server in servers]
        assert links[0] == links[1] != []
        assert [server.get(links[0][0])[0] for server in servers] == [200, 200]


def test_of_two_keys_that_are_claimed_at_once_one_is_the_installations(
    url: str, first: Path, second: Path
) -> None:
    claims = [
        subprocess.Popen(
            [*BYLINE, "--data", str(data), "user", "list"],
            env=clean_environment() | node_environment(url, key=key),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for data, key in ((first, KEY), (second, OTHER))
    ]
    errors = [claim.communicate()[1] for claim in claims]
    assert sorted(claim.returncode for claim in claims) == [0, 1], errors
    assert len(rows(url, FINGERPRINTS)) == 1


def test_a_lost_key_is_replaced_when_its_owner_says_so(url: str, first: Path, second: Path) -> None:
    before, after = node_environment(url, key=KEY), node_environment(url, key=OTHER)
    byline(first, "user", "list", environment=before)
    accept = ("database", "accept-key")
    asked = byline(second, *accept, typed="n\n", environment=after)
    assert (asked.returncode, "Aborted" in asked.stderr) == (1, True)
    assert byline(second, "user", "list", environment=after).returncode == 1
    accepted = byline(second, *accept, typed="y\n", environment=after)
    assert (accepted.returncode, accepted.stderr) == (0, "")
    assert byline(second, "user", "list", environment=after).returncode == 0
    assert byline(first, "user", "list", environment=before).returncode == 1


def test_no_backup_has_the_fingerprint_and_one_is_restored_with_its_key(
    url: str, first: Path, tmp_path: Path
) -> None:
    (tmp_path / "phrase").write_text("seven herons on a weir\n")
    byline(first, "user", "list", environment=node_environment(url))
    sealed = ("--passphrase-file", str(tmp_path / "phrase"))
    backup = str(tmp_path / "kept.zip")
    made = byline(
        first, "backup", backup, "--with-secrets", *sealed, environment=node_environment(url)
    )
    assert (made.returncode, made.stderr) == (0, "")
    [(_, fingerprint)] = rows(url, FINGERPRINTS)
    with zipfile.ZipFile(backup) as archive:
        archive.extract("database.pgdump", tmp_path)
    dump = subprocess.run(
        ["pg_restore", "--file=-", str(tmp_path / "database.pgdump")],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "accounts_user" in dump
    assert fingerprint not in dump
    assert not [table for table in SHARED_TABLES if table in dump]
    with new_database() as empty:
        with_database = node_environment(empty, key="")
        restored = byline(tmp_path / "anew", "restore", backup, *sealed, environment=with_database)
        assert (restored.returncode, restored.stderr) == (0, "")
        assert (tmp_path / "anew/secrets/secret-key").read_text() == KEY
        assert byline(tmp_path / "anew", "user", "list", environment=with_database).returncode == 0
        assert rows(empty, FINGERPRINTS) == rows(url, FINGERPRINTS)
