"""Figures for Prometheus: given to whoever sends the token, read as Prometheus reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from byline import __version__
from byline.lib.journal import read_journal
from running_server import RunningServer, serve, wait_until

TOKEN = "seven-herons-on-a-weir"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1:9100"}


@contextmanager
def monitored(data: Path) -> Iterator[RunningServer]:
    with serve(
        data, environment={"BYLINE_METRICS_TOKEN": TOKEN, "BYLINE_SLOW_REQUEST_MS": "1"}
    ) as server:
        wait_until(
            lambda: read_journal(data).entries.keys() >= {"network.deliver_queued"},
            "the keeper has delivered",
        )
        yield server


def samples(server: RunningServer) -> dict[tuple[str, str], float]:
    """The values by name and the value of the label, "" if it has none."""
    status, headers, body = server.get("/-/metrics", headers=AUTHORIZED)
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/plain")
    assert headers["cache-control"] == "no-store"
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


def test_whoever_sends_the_token_is_given_figures_of_every_part(empty_installation: Path) -> None:
    with monitored(empty_installation) as server:
        figures = samples(server)
        refuses_others(server)
        assert "slow request" in server.output()
    assert figures["byline_info", __version__] == 1
    assert figures["byline_working", "ready"] == 1
    assert figures["byline_disk_free_bytes", ""] > 10_000_000
    assert figures["byline_duty_failing", "network.deliver_queued"] == 0
    assert figures["byline_duty_started_timestamp_seconds", "network.deliver_queued"] > 1.7e9
    assert figures["byline_deliveries_queued", "mail"] == 0
    assert figures["byline_delivery_overdue_seconds", "mail"] == 0
    assert figures["byline_cached_pages", ""] == 0
    assert figures["byline_reads_untallied_bytes", ""] == 0
    assert figures["byline_articles_late", ""] == 0


def refuses_others(server: RunningServer) -> None:
    for sent in ["", "Bearer", "Bearer seven-herons", f"Basic {TOKEN}", "Bearer ü", TOKEN]:
        headers = {"Authorization": sent.encode().decode("latin-1")} if sent else {}
        status, answered, body = server.get("/-/metrics", headers=headers)
        assert (status, answered["www-authenticate"]) == (401, "Bearer")
        assert body == "Send the setting metrics_token as a bearer token.\n"


def test_without_a_token_there_is_no_such_page(open_installation: RunningServer) -> None:
    assert open_installation.get("/-/metrics", headers={"Authorization": "Bearer "})[0] == 404
