"""Every address of the desk, as everybody who must not get through it.

The short form attacks as the strongest role of another site and the lower roles of the same one,
and reads where the operator is shown a canary. `make attacks` attacks as every role, in both
directions, with every planted thing, and reads everywhere.
"""

import os
from collections.abc import Iterable, Iterator
from http import HTTPStatus

import pytest
from attackers import Attacker, Finding, api_body, disarmed, queries_of
from desk_addresses import PAGE_TARGET, Target, desk_addresses, targets
from harvest import Harvest, harvest
from planting import ROLES, Newsroom

from byline.newsroom.choices import Role
from conftest import Installation

IS_LONG = bool(os.environ.get("ATTACKS"))
FEW_PAGES = 2  # the first ones planted: a draft, and a standing page that is not published
OTHER_ROLES = ROLES if IS_LONG else [Role.OWNER]
LOWER_ROLES = ["contributor", "sports_editor", "moderator"]
DRAFT = {"headline", "slug", "standfirst", "body", "tag", "note", "reply"}
# What no page of the desk shows to anybody: it is in mails, masked, or replaced by a digest.
NOT_AT_THE_DESK = {
    "filename",
    "docname",
    "recipient",
    "subject",
    "mail",
    "authormail",
    "note",
    "reply",
    "tag",
}


def doors(victim: Newsroom, attacker: Newsroom) -> list[Target]:
    """Each address with the victim's things; in the short form with few of the pages."""
    pages = victim.objects[PAGE_TARGET]
    if not IS_LONG:
        victim.objects[PAGE_TARGET] = pages[:FEW_PAGES]
    try:
        return [
            target for address in desk_addresses() for target in targets(address, victim, attacker)
        ]
    finally:
        victim.objects[PAGE_TARGET] = pages


def victims_of(installation: Installation) -> Iterable[tuple[Newsroom, Newsroom]]:
    """Who is attacked, and by whom."""
    yield installation.harbour, installation.lagoon
    if IS_LONG:
        yield installation.lagoon, installation.harbour


@pytest.fixture(scope="module")
def harvests() -> dict[str, Harvest]:
    return {}


def harvest_of(
    harvests: dict[str, Harvest], installation: Installation, target: Target, victim: Newsroom
) -> Harvest:
    key = f"{victim.name} {target.path}"
    if key not in harvests:
        operator = installation.browser(victim, installation.operator)
        harvests[key] = harvest(operator, target, victim)
    return harvests[key]


def reads(
    attacker: Attacker,
    victim: Newsroom,
    installation: Installation,
    harvests: dict[str, Harvest],
) -> Iterator[Finding]:
    for target in doors(victim, attacker.newsroom):
        shown = harvest_of(harvests, installation, target, victim).canaries
        if not IS_LONG and shown.isdisjoint(attacker.canaries):
            continue
        for query in queries_of(target, victim):
            yield from attacker.get(target, query)


def no(findings: Iterable[Finding]) -> None:
    lines = sorted(set(map(str, findings)))
    assert not lines, "\n".join(lines)


def test_the_operator_meets_the_canaries(
    installation: Installation, harvests: dict[str, Harvest]
) -> None:
    """Otherwise nobody would, and the other tests could not fail."""
    victim = installation.harbour
    rows = [
        harvest_of(harvests, installation, target, victim)
        for target in doors(victim, installation.lagoon)
    ]
    assert max(row.status for row in rows) < HTTPStatus.INTERNAL_SERVER_ERROR
    shown = set().union(*(row.canaries for row in rows))
    assert victim.canaries.keys() - shown <= NOT_AT_THE_DESK
    assert sum(bool(row.forms) for row in rows) > 50


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_nobody_reads_another_newsrooms_secrets(
    installation: Installation, harvests: dict[str, Harvest], role: str
) -> None:
    for victim, newsroom in victims_of(installation):
        attacker = installation.attacker(newsroom, role, victim)
        no(reads(attacker, victim, installation, harvests))


@pytest.mark.parametrize("role", OTHER_ROLES)
def test_nobody_changes_another_newsrooms_things(
    installation: Installation, harvests: dict[str, Harvest], role: str
) -> None:
    for victim, newsroom in victims_of(installation):
        attacker = installation.attacker(newsroom, role, victim)
        no(writes(attacker, victim, installation, harvests))


@pytest.mark.parametrize("role", LOWER_ROLES)
def test_lower_roles_do_not_meet_a_colleagues_draft(
    installation: Installation, harvests: dict[str, Harvest], role: str
) -> None:
    harbour = installation.harbour
    attacker = installation.attacker(harbour, role, harbour)
    attacker.canaries = {kind: harbour.canaries[kind] for kind in DRAFT}
    no(reads(attacker, harbour, installation, harvests))


@pytest.mark.parametrize("role", LOWER_ROLES if IS_LONG else LOWER_ROLES[:1])
def test_lower_roles_do_not_change_a_colleagues_draft(
    installation: Installation, harvests: dict[str, Harvest], role: str
) -> None:
    harbour = installation.harbour
    attacker = installation.attacker(harbour, role, harbour)
    attacker.canaries = {kind: harbour.canaries[kind] for kind in DRAFT}
    attacker.guarded = installation.rows_of_draft
    no(writes(attacker, harbour, installation, harvests))


def writes(
    attacker: Attacker,
    victim: Newsroom,
    installation: Installation,
    harvests: dict[str, Harvest],
) -> Iterator[Finding]:
    """Send to each address what its own forms would send, and nothing at all."""
    for target in doors(victim, attacker.newsroom):
        query = queries_of(target, victim)[0]
        if target.name == "wagtailadmin_api:pages:action":
            body = api_body(victim, attacker.newsroom)
            yield from attacker.post(target, "", body, content_type="application/json")
            continue
        forms = harvest_of(harvests, installation, target, victim).forms
        for form in [*forms, {}]:
            yield from attacker.post(target, query, disarmed(form, victim.canaries))
