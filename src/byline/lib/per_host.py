"""Work that waits for others, done beside the keeper's duties: what hangs in one host_key holds up no other."""

from collections.abc import Callable, Iterable
from threading import Thread

from django.db import connection

MAX_THREADS = 8  # lanes in which something is done at once


class _WorkerThread(Thread):
    """A host_key's work, once. It ends with its process; what it had claimed is tried again."""

    def __init__(self, work: Callable[[str], object], host_key: str) -> None:
        super().__init__(daemon=True)
        self.host_key, self.error = host_key, None
        self._work = work

    error: Exception | None

    def run(self) -> None:
        try:
            self._work(self.host_key)
        except Exception as error:  # noqa: BLE001  (told by the next turn)
            self.error = error
        finally:
            connection.close()


class PerHostWorkers:
    """Does `work(host_key)` for lanes in which something is due, each in a thread of its own, MOST at once."""

    def __init__(self, work: Callable[[str], object]) -> None:
        self._work = work
        self._runs: list[_WorkerThread] = []

    def busy_hosts(self) -> list[str]:
        return [run.host_key for run in self._runs if run.is_alive()]

    def start_due(self, due: Iterable[str]) -> None:
        """Begin in those lanes that are due and free, as far as there is room. Raises what went wrong in one that has ended."""
        ended = [run for run in self._runs if not run.is_alive()]
        self._runs = [run for run in self._runs if run not in ended]
        busy = set(self.busy_hosts())
        for host_key in list(dict.fromkeys(host_key for host_key in due if host_key not in busy))[
            : MAX_THREADS - len(self._runs)
        ]:
            run = _WorkerThread(self._work, host_key)
            self._runs.append(run)
            run.start()
        for run in ended:
            if run.error:
                raise run.error
