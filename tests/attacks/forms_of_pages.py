"""What the forms of a page send, read from its HTML: an attacker replays what an owner would send."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from lxml import html
from lxml.etree import ParserError

Fields = dict[str, list[str]]


def forms_of(response: Any, path: str) -> list[Fields]:
    """The fields of each form of the page that is sent to this path, once for each button."""
    return _sent_to(path, _document_forms(response))


def forms_in(page: str, path: str) -> list[Fields]:
    """As `forms_of`, for the HTML of a page."""
    return _sent_to(path, html.fromstring(page).forms)


def _sent_to(path: str, forms: Iterable[Any]) -> list[Fields]:
    sent: list[Fields] = []
    for form in forms:
        if (form.get("method") or "get").lower() != "post":
            continue
        action = urlsplit(form.get("action") or path).path or path
        if action != path:
            continue
        fields: Fields = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        fields.pop("csrfmiddlewaretoken", None)
        buttons = [*_buttons(form)] or [("", "")]
        sent += [fields | ({name: [value]} if name else {}) for name, value in buttons]
    return sent


def _buttons(form: Any) -> Iterator[tuple[str, str]]:
    for button in form.iter("button"):
        if button.get("name") and button.get("type", "submit") == "submit":
            yield button.get("name"), button.get("value") or "1"


def _document_forms(response: Any) -> list[Any]:
    body = content_of(response)
    if response.get("Content-Type", "").startswith("application/json"):
        answer = json.loads(body)
        body = answer.get("html") or "" if isinstance(answer, dict) else ""
    elif not response.get("Content-Type", "").startswith("text/html"):
        return []
    try:
        return html.fromstring(body).forms if body.strip() else []
    except ParserError:
        return []


def content_of(response: HttpResponse | Any) -> str:
    """The whole text of a response, streamed or not, with where it leads."""
    chunks = response.streaming_content if response.streaming else [response.content]
    return b"".join(chunks).decode("utf-8", "replace")
