"""No address outside the desk takes a file, whatever is sent there."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.regex_helper import normalize

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom.models import Article
from newsrooms import HOST, Publish, contributor, harbour_post, news, publish  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
DESK = "admin/"
EMAIL = "tove@reader.example"
SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR
FIELDS = {"name": "Tove", "text": "It is back.", "email": EMAIL, "reason": "spam"}


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        whole = prefix + entry.pattern.regex.pattern.removeprefix("^")
        if whole.startswith(DESK):
            continue
        if isinstance(entry, URLResolver):
            yield from patterns(entry, whole)
        else:
            yield whole


def addresses(article: Article) -> list[str]:
    """A path for each pattern of the URLconf outside the desk; those with a path are the article's."""
    values = {"path": article.permalink.strip("/")}
    return [
        "/" + path % {name: values.get(name, "1") for name in names}
        for pattern in patterns(get_resolver())
        for path, names in normalize(pattern)
    ]


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_no_file_of_a_stranger_or_a_reader_is_stored(publish: Publish) -> None:  # noqa: F811
    paths = addresses(publish("The ferry is back", permalink="/ferry/"))
    assert {"/ferry/respond", "/accounts/signup/", "/search/"} <= set(paths)
    before = stored_files()
    statuses = {path: status for path in paths for status in statuses_of(path)}
    assert [path for path, status in statuses.items() if status >= SERVER_ERROR] == []
    assert stored_files() == before


def statuses_of(path: str) -> Iterator[int]:
    """What a stranger and a signed-in reader are answered who send a file there."""
    for is_reader in (False, True):
        browser = Client(HTTP_HOST=HOST, raise_request_exception=False)
        if is_reader:
            browser.force_login(User.objects.filter(email=EMAIL).first() or create_user(EMAIL))
        names = ("file", "files[]", "picture", "avatar", "text2")
        files = {name: SimpleUploadedFile("minutes.txt", b"It is back.") for name in names}
        yield browser.post(path, FIELDS | files).status_code
