"""How many reads somebody can forge, and that invented referrers are not shown."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from itertools import cycle, islice
from pathlib import Path

import pytest
import time_machine

from byline.newsroom.models import Article
from byline.readership import actions
from byline.readership.choices import OTHER_HOSTS
from byline.readership.desk.permissions import VisibleReads
from byline.readership.desk.read_statistics import ReadStatistics
from byline.readership.models import ReferrerNetwork, ReferrerTally, Tally
from newsrooms import Publish
from readership.conftest import CHROME, Meet

GUIDE = Path(__file__).parents[2] / "docs" / "reads.md"
NOON = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
TODAY = date(2026, 3, 3)  # in Auckland
ATTEMPTS = 520  # from each network; more than count, and fewer than are a flood from one address
FROM_ONE_ADDRESS = 100


def ipv4(network: str, number: int) -> Iterator[str]:
    return (str(IPv4Address(network) + place) for place in range(number))


def households(network: str, number: int) -> Iterator[str]:
    """An address of each /56 in a /48."""
    return (str(IPv6Address(network) + (place << 72)) for place in range(number))


SENDERS = {
    "one IPv4 address": (FROM_ONE_ADDRESS, ["192.0.2.7"]),
    "one household's IPv6 network (/56)": (
        FROM_ONE_ADDRESS,
        [str(IPv6Address("2001:db8::") + (place << 64)) for place in range(256)],
    ),
    "256 neighbouring IPv4 addresses (/24)": (ATTEMPTS, list(ipv4("192.0.2.0", 256))),
    "an IPv6 network of 65,536 households or servers, as one can rent it (/48)": (
        ATTEMPTS,
        list(households("2001:db8::", 256)),
    ),
    "3 such networks": (
        3 * ATTEMPTS,
        [
            address
            for addresses in zip(
                ipv4("192.0.2.0", 256),
                households("2001:db8:1::", 256),
                households("2001:db8:2::", 256),
                strict=True,
            )
            for address in addresses
        ],
    ),
}


def limits_in_the_guide() -> dict[str, int]:
    section = (
        GUIDE.read_text().partition("## How hard it is to forge reads")[2].partition("\n## ")[0]
    )
    rows = re.findall(r"^\| (.+) \| (\d+) \|$", section, re.MULTILINE)
    return {sender: int(reads) for sender, reads in rows}


@pytest.mark.parametrize("sender", SENDERS)
def test_a_network_adds_at_most_what_the_guide_says(
    sender: str, publish: Publish, meet: Meet
) -> None:
    article, (attempts, addresses) = publish("Ferry"), SENDERS[sender]
    with time_machine.travel(NOON, tick=False):
        for number, address in enumerate(islice(cycle(addresses), attempts)):
            agent = f"{CHROME} Edg/{number}"
            assert meet(address=address, agent=agent).reads(article) == "counted"
            if number % ATTEMPTS == FROM_ONE_ADDRESS // 3:
                actions.tally_reads()  # the limit holds from one run of the tally to the next
        actions.tally_reads()
    assert limits_in_the_guide()[sender] == Tally.objects.get(article=article).reads


def test_the_guide_and_the_measured_senders_are_the_same() -> None:
    assert limits_in_the_guide().keys() == SENDERS.keys()


def shown(article: Article) -> list[tuple[str, int]]:
    """What the desk shows of where readers came from."""
    articles = Article.objects.filter(pk=article.pk)
    sight = VisibleReads(article.site, is_whole=True, articles=articles)
    return list(ReadStatistics(sight, TODAY, TODAY).referrers)


def test_a_referrer_is_shown_when_three_networks_have_named_it(
    publish: Publish, meet: Meet
) -> None:
    article = publish("Ferry")
    with time_machine.travel(NOON, tick=False):
        for address in ("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8:0:ff00::1"):
            meet(address=address).reads(article, "search.example")
        actions.tally_reads()
        assert shown(article) == [(OTHER_HOSTS, 4)]  # two networks: a /24 and a /48
        meet(address="198.51.100.1").reads(article, "search.example")
        meet(address="198.51.100.2").reads(article)
        actions.tally_reads()
    assert shown(article) == [("search.example", 5), ("", 1)]


def test_one_sender_cannot_put_hosts_on_the_list(publish: Publish, meet: Meet) -> None:
    article = publish("Ferry")
    with time_machine.travel(NOON, tick=False):
        for number in range(40):
            agent = f"{CHROME} Edg/{number}"
            meet(agent=agent).reads(article, f"casino-{number}.example")
        actions.tally_reads()
    assert shown(article) == [(OTHER_HOSTS, 40)]


def test_of_hosts_that_few_networks_named_only_a_sum_remains(publish: Publish, meet: Meet) -> None:
    article = publish("Ferry")
    own_host = article.site.hostname
    with time_machine.travel(NOON, tick=False) as clock:
        for number in range(3):
            reader = meet(address=f"192.0.{number}.1")
            reader.reads(article, "search.example")
        for number in range(4):
            meet(address=f"198.51.100.{number}").reads(article, f"private-{number % 2}.example")
        meet(address="203.0.113.1").reads(article, own_host)
        actions.tally_reads()
        before = shown(article)
        assert ReferrerNetwork.objects.count() == 6
        clock.shift(timedelta(days=3))
        for _ in range(2):
            actions.delete_expired(datetime.now(UTC))
            assert shown(article) == before == [(OTHER_HOSTS, 4), ("search.example", 3)]
    hosts = ReferrerTally.objects.order_by("host").values_list("host", flat=True)
    assert list(hosts) == sorted([OTHER_HOSTS, own_host, "search.example"])
    assert ReferrerNetwork.objects.count() == 0
