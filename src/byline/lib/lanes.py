"""Work that waits for others, done beside the keeper's duties: what hangs in one lane holds up no other."""

from collections.abc import Callable, Iterable
from threading import Thread

from django.db import connection

MOST = 8  # lanes in which something is done at once


class _Run(Thread):
    """A lane's work, once. It ends with its process; what it had claimed is tried again."""

    def __init__(self, work: Callable[[str], object], lane: str) -> None:
        super().__init__(daemon=True)
        self.lane, self.error = lane, None
        self._work = work

    error: Exception | None

    def run(self) -> None:
        try:
            self._work(self.lane)
        except Exception as error:  # noqa: BLE001  (told by the next turn)
            self.error = error
        finally:
            connection.close()


class Lanes:
    """Does `work(lane)` for lanes in which something is due, each in a thread of its own, MOST at once."""

    def __init__(self, work: Callable[[str], object]) -> None:
        self._work = work
        self._runs: list[_Run] = []

    def busy(self) -> list[str]:
        return [run.lane for run in self._runs if run.is_alive()]

    def turn(self, due: Iterable[str]) -> None:
        """Begin in those lanes that are due and free, as far as there is room. Raises what went wrong in one that has ended."""
        ended = [run for run in self._runs if not run.is_alive()]
        self._runs = [run for run in self._runs if run not in ended]
        busy = set(self.busy())
        for lane in list(dict.fromkeys(lane for lane in due if lane not in busy))[
            : MOST - len(self._runs)
        ]:
            run = _Run(self._work, lane)
            self._runs.append(run)
            run.start()
        for run in ended:
            if run.error:
                raise run.error
