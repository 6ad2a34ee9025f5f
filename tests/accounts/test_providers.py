"""Which other services people can sign in with: those that are configured."""

import pytest
from django.test import Client

from byline.lib.options import read_options
from byline.settings.accounts import providers


def test_without_settings_there_are_none(tove: Client) -> None:
    assert providers(read_options()) == {}
    assert "Continue with" not in tove.get("/accounts/login/").content.decode()
    for path in ("/accounts/github/login/", "/accounts/google/login/", "/accounts/oidc/login/"):
        assert tove.get(path).status_code == 404


def test_each_is_offered_when_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {
        "GITHUB_CLIENT": "g",
        "GITHUB_SECRET": "hush",
        "OIDC_CLIENT": "o",
        "OIDC_SECRET": "hush too",
        "OIDC_NAME": "The University",
        "OIDC_SERVER": "https://id.university.example",
    }
    for name, value in chosen.items():
        monkeypatch.setenv(f"BYLINE_{name}", value)
    assert providers(read_options()) == {
        "github": {"APP": {"client_id": "g", "secret": "hush"}},
        "openid_connect": {
            "APP": {
                "client_id": "o",
                "secret": "hush too",
                "provider_id": "oidc",
                "name": "The University",
                "settings": {"server_url": "https://id.university.example"},
            }
        },
    }
