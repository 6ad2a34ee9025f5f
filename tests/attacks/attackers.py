"""Somebody who is signed in, and tries every door."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from desk_addresses import Target, names_of_addresses
from django.db import connection, transaction
from django.test import Client
from forms_of_pages import Fields, content_of
from guarded_rows import Rows, Writes, differences, digest
from planting import SEARCHED_WORD, Newsroom

SERVER_ERROR = HTTPStatus.INTERNAL_SERVER_ERROR


@dataclass(frozen=True)
class Finding:
    """What an attack achieved."""

    who: str
    method: str
    target: str
    what: str

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.target}: {self.what}"


@dataclass
class Attacker:
    """A person in a browser, what must stay hidden from the person, and which rows unchanged."""

    who: str
    newsroom: Newsroom
    client: Client
    canaries: dict[str, str]
    guarded: Rows

    def get(self, target: Target, query: str = "") -> Iterator[Finding]:
        path = f"{target.path}?{query}" if query else target.path
        response = self.client.get(path)
        yield from self._judge("GET", path, response)

    def post(self, target: Target, query: str, data: Any, **more: Any) -> Iterator[Finding]:
        """Send this, see what it changed, and take it back."""
        writes, after = Writes(), None
        path = f"{target.path}?{query}" if query else target.path
        with transaction.atomic():
            with connection.execute_wrapper(writes):
                response = self.client.post(path, data, **more)
            if writes.any:
                after = digest(self.guarded)
            transaction.set_rollback(True)
        changed = differences(digest(self.guarded), after) if after else []
        yield from self._judge("POST", path, response)
        if changed:
            yield Finding(
                self.who, "POST", path, f"changed {', '.join(changed)} with {_brief(data)}"
            )

    def _judge(self, method: str, path: str, response: Any) -> Iterator[Finding]:
        if response.status_code >= SERVER_ERROR:
            yield Finding(self.who, method, path, f"answered {response.status_code}")
        text = content_of(response) + str(response.headers)
        seen = sorted(kind for kind, canary in self.canaries.items() if canary in text)
        if seen:
            yield Finding(self.who, method, path, f"showed {', '.join(seen)}")


def _brief(data: Any) -> str:
    return (data if isinstance(data, str) else json.dumps(data, default=str))[:200]


def disarmed(fields: Fields, canaries: dict[str, str]) -> Fields:
    """The fields without canaries, which a refused form would repeat, and so with other values."""

    def replaced(value: str) -> str:
        for canary in canaries.values():
            value = value.replace(canary, "replayed")
        return value

    return {name: [replaced(value or "") for value in values] for name, values in fields.items()}


def queries_of(target: Target, victim: Newsroom) -> list[str]:
    """Query strings that bring up more of the victim's things."""
    if target.name.startswith("wagtailadmin_api"):
        return ["", f"search={SEARCHED_WORD}", "fields=*"]
    if target.name.endswith("chosen_multiple"):
        kinds = ("page", "picture", "document", "contributor")
        return ["&".join(f"id={pk}" for kind in kinds for pk in victim.pks(kind))]
    if target.name == "wagtail_bulk_action":
        kind = bulk_kind(target.path)
        return ["&".join(f"id={pk}" for pk in victim.pks(kind)) + "&next=/admin/"]
    if "autocomplete" in target.name:
        return ["term=canary"]
    search = f"q={SEARCHED_WORD}"
    if target.name.endswith(RESULTS):
        return [search]
    is_alone = target.name + RESULTS not in names_of_addresses()
    return ["", search] if is_alone and _is_list(target.name) else [""]


LISTS = ("index", "list", "results", "choose", "search", "explore")
WITHOUT_SEARCH = ("_link", "chosen", "create", "parent", "upload", "revisions_index")
RESULTS = "_results"  # the same view as without it: one is asked for all, the other searches


def _is_list(name: str) -> bool:
    return any(part in name for part in LISTS) and not name.endswith(WITHOUT_SEARCH)


def bulk_kind(path: str) -> str:
    """The kind of thing that a bulk action's address is about."""
    model = path.rstrip("/").split("/")[-2]
    return {"image": "picture", "picture": "picture"}.get(model, model)


def api_body(victim: Newsroom, attacker: Newsroom) -> dict[str, Any]:
    """What any of the API's actions could want."""
    return {
        "destination_page_id": attacker.news.pk,
        "keep_live": True,
        "position": "last-child",
        "revision_id": victim.pks("revision")[0],
        "locale": "en",
        "slug": "attacked",
    }
