"""What the keeper does for the network."""

from threading import Thread

from django.db import connection
from django.utils import timezone

from byline.lib.duties import duty
from byline.network.actions.delivering import clear_away_deliveries, deliver_due, due

HOUR = 3_600  # seconds


class Round(Thread):
    """A round of deliveries beside the keeper's other duties: a mail server that dawdles holds up nothing else.

    It ends with its process; what it had claimed is tried again.
    """

    error: Exception | None = None

    def run(self) -> None:
        try:
            deliver_due()
        except Exception as error:  # noqa: BLE001  (told by the next turn of the duty)
            self.error = error
        finally:
            connection.close()


_rounds: list[Round] = []


@duty(every=2)
def deliver_what_is_owed() -> None:
    """One round at a time."""
    if _rounds and _rounds[0].is_alive():
        return
    last = _rounds.pop() if _rounds else None
    if due(timezone.now()).exists():
        _rounds.append(Round(daemon=True))
        _rounds[0].start()
    if last and last.error:
        raise last.error


@duty(every=HOUR)
def clear_away_old_deliveries() -> None:
    clear_away_deliveries()
