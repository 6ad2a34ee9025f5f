import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from byline.lib.secret_files import derived_key, derived_password, load_or_create_secret


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    made = load_or_create_secret(tmp_path, "secret-key")
    assert len(made) == 64
    assert load_or_create_secret(tmp_path, "secret-key") == made
    assert load_or_create_secret(tmp_path, "welcome") != made
    assert (tmp_path / "secrets").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "secrets" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in (tmp_path / "secrets").iterdir()) == [
        "secret-key",
        "welcome",
    ]


def test_everybody_who_asks_at_once_gets_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: load_or_create_secret(tmp_path, "secret-key"), range(32)))
    assert answers == {(tmp_path / "secrets" / "secret-key").read_text()}


def test_what_follows_from_a_key_is_the_same_for_all_who_have_it() -> None:
    assert derived_key("a key", "welcome") == derived_key("a key", "welcome")
    others = [("another key", "welcome"), ("a key", "demo-password")]
    assert derived_key("a key", "welcome") not in [derived_key(*other) for other in others]
    password = derived_password("a key", "demo-password")
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
    assert password != derived_password("another key", "demo-password")
