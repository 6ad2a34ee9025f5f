"""Settings: where they come from, and what is said of a wrong one."""

from pathlib import Path

import pytest

from byline.lib.options import Options, read_options
from byline.lib.settings_errors import InvalidSettings


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder of its own, and an environment that sets nothing else."""
    for name in Options.model_fields:
        monkeypatch.delenv(f"BYLINE_{name.upper()}", raising=False)
    monkeypatch.setenv("BYLINE_DATA", str(tmp_path))
    return tmp_path


def refusal() -> list[str]:
    with pytest.raises(InvalidSettings) as refused:
        read_options()
    return refused.value.lines


def test_nothing_needs_to_be_set(data: Path) -> None:
    options = read_options()
    assert (options.data, options.host, options.port, options.workers) == (
        data,
        "127.0.0.1",
        8000,
        1,
    )


def test_the_file_is_read_and_the_environment_wins(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "byline.toml").write_text('port = 8001\nworkers = 3\nhosts = ["watch.example"]\n')
    monkeypatch.setenv("BYLINE_PORT", "8002")
    options = read_options()
    assert (options.port, options.workers, options.hosts) == (8002, 3, ["watch.example"])


def test_a_list_in_the_environment_is_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_HOSTS", "one.example, two.example,")
    assert read_options().hosts == ["one.example", "two.example"]


def test_a_wrong_value_in_the_environment_is_named_with_what_is_accepted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BYLINE_PORT", "70000")
    assert refusal() == [
        "BYLINE_PORT is '70000', which is not accepted (environment); accepted: a whole number from 1 to 65535"
    ]


def test_a_wrong_value_in_the_file_is_named_with_the_file(data: Path) -> None:
    (data / "byline.toml").write_text('log_level = "loud"\nbehind_proxy = "perhaps"\n')
    file = data / "byline.toml"
    assert refusal() == [
        f"behind_proxy is 'perhaps', which is not accepted ({file}); accepted: true or false",
        f"log_level is 'loud', which is not accepted ({file}); accepted: debug, info, warning, error",
    ]


def test_a_wrong_list_is_named(data: Path) -> None:
    (data / "byline.toml").write_text("hosts = 7\n")
    assert refusal() == [
        f"hosts is 7, which is not accepted ({data / 'byline.toml'}); accepted: names separated by commas, or a list"
    ]


def test_an_unknown_name_is_refused_wherever_it_stands(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "byline.toml").write_text("prot = 8001\n")
    monkeypatch.setenv("BYLINE_PROT", "8001")
    assert refusal() == [
        "BYLINE_PROT: there is no setting of this name (environment)",
        f"prot: there is no setting of this name ({data / 'byline.toml'})",
    ]


def test_a_password_is_not_repeated(data: Path) -> None:
    (data / "byline.toml").write_text("mail_password = 1234567\n")
    assert refusal() == [
        f"mail_password: this is not accepted ({data / 'byline.toml'}); accepted: text"
    ]


def test_a_file_that_is_not_toml_is_refused_with_the_line(data: Path) -> None:
    (data / "byline.toml").write_text("port = 8001\nworkers: 3\n")
    assert refusal() == [
        f"{data / 'byline.toml'}: Expected '=' after a key in a key/value pair (at line 2, column 8)"
    ]


def test_the_file_cannot_say_where_it_lies(data: Path) -> None:
    (data / "byline.toml").write_text('data = "/srv/byline"\n')
    assert refusal() == [
        f"data: cannot be set in {data / 'byline.toml'}, which is in that folder; use --data or BYLINE_DATA"
    ]


@pytest.mark.parametrize("contact", ["root", "http://harbour.example/", "root@harbour"])
def test_where_weaknesses_are_reported_is_an_address_or_a_page(
    contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BYLINE_SECURITY_CONTACT", contact)
    assert refusal() == [
        (
            "BYLINE_SECURITY_CONTACT must be an e-mail address or an address that begins with https:// "
            "(environment)"
        )
    ]
    monkeypatch.setenv("BYLINE_SECURITY_CONTACT", "root@harbour.example")
    assert read_options().security_contact == "root@harbour.example"


@pytest.mark.parametrize("service", ["github", "google"])
def test_a_service_to_sign_in_with_is_set_whole_or_not_at_all(
    service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"BYLINE_{service.upper()}_CLIENT", "byline")
    assert (
        refusal()[0].split(" (")[0]
        == f"{service}_secret belongs with {service}_client: set all of them or none"
    )
    monkeypatch.setenv(f"BYLINE_{service.upper()}_SECRET", "hush")
    assert getattr(read_options(), f"{service}_client") == "byline"


def test_so_is_the_openid_connect_service_which_has_a_name_and_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BYLINE_OIDC_CLIENT", "byline")
    monkeypatch.setenv("BYLINE_OIDC_SECRET", "hush")
    assert refusal() == [
        (
            "BYLINE_OIDC_SECRET belongs with oidc_name, oidc_server, oidc_client: "
            "set all of them or none (environment)"
        )
    ]
    monkeypatch.setenv("BYLINE_OIDC_NAME", "The University")
    monkeypatch.setenv("BYLINE_OIDC_SERVER", "https://id.university.example")
    assert read_options().oidc_name == "The University"


def test_every_secret_can_be_in_a_file_that_the_environment_names(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "byline.toml").write_text('mail_password = "an old one"\n')
    (data / "key").write_text("four quiet presses beside the river\n")
    (data / "password").write_text("herons on a weir")
    monkeypatch.setenv("BYLINE_SECRET_KEY_FILE", str(data / "key"))
    monkeypatch.setenv("BYLINE_MAIL_PASSWORD_FILE", str(data / "password"))
    options = read_options()
    assert options.secret_key.get_secret_value() == "four quiet presses beside the river"
    assert options.mail_password.get_secret_value() == "herons on a weir"


def test_a_secret_in_a_file_that_is_missing_or_given_twice_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BYLINE_SECRET_KEY_FILE", str(data / "key"))
    [line] = refusal()
    assert line.startswith("BYLINE_SECRET_KEY_FILE: ")
    assert "No such file" in line
    (data / "key").write_text("too short\n")
    [line] = refusal()
    assert line.startswith("BYLINE_SECRET_KEY_FILE must have at least 32 characters")
    assert "too short" not in line
    monkeypatch.setenv("BYLINE_SECRET_KEY", "k" * 32)
    assert refusal() == ["BYLINE_SECRET_KEY and BYLINE_SECRET_KEY_FILE (environment): set one only"]


def test_only_a_secret_can_be_in_a_file(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_PORT_FILE", str(data / "port"))
    assert refusal() == ["BYLINE_PORT_FILE: there is no setting of this name (environment)"]


def test_a_node_needs_a_database_that_all_nodes_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_NODE", "north")
    (line,) = refusal()
    assert "needs a PostgreSQL database, which all nodes share: set database" in line
    monkeypatch.setenv("BYLINE_DATABASE", "postgresql://byline@db.example/byline")
    assert read_options().node == "north"


@pytest.mark.parametrize("name", ["North", "two words", "-", "a" * 41, "ä"])
def test_the_name_of_a_node_is_plain(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BYLINE_DATABASE", "postgresql://byline@db.example/byline")
    monkeypatch.setenv("BYLINE_NODE", name)
    (line,) = refusal()
    assert "small letters, digits and hyphens" in line
