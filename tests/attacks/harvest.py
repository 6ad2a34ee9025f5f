"""What the operator, who may see everything, is shown at each address: its forms and canaries."""

from dataclasses import dataclass
from http import HTTPStatus

from attackers import queries_of
from desk_addresses import Target
from django.test import Client
from forms_of_pages import Fields, content_of, forms_of
from planting import Newsroom

MAX_FORMS = 5
REFUSED = "you do not have permission"


@dataclass(frozen=True)
class Harvest:
    """The forms at an address, without canaries, and the kinds of canaries that it shows."""

    status: int
    forms: list[Fields]
    canaries: set[str]


def harvest(operator: Client, target: Target, victim: Newsroom) -> Harvest:
    path, forms, seen, status = target.path, [], set(), 0
    for query in queries_of(target, victim):
        response = operator.get(f"{path}?{query}" if query else path, follow=True)
        status = max(status, response.status_code)
        if response.status_code != HTTPStatus.OK:
            continue
        text = content_of(response)
        seen |= {kind for kind, canary in victim.canaries.items() if canary in text}
        forms += [] if response.redirect_chain else forms_of(response, path)
    return Harvest(status, forms[:MAX_FORMS], seen)
