"""Work for other servers in threads, one for each host: a host that hangs delays no other."""

from collections.abc import Callable, Iterable
from threading import Thread

from django.db import connection

MAX_THREADS = 8


class _WorkerThread(Thread):
    """Does the work for one host once. It ends with its process; claimed work is tried again."""

    error: Exception | None

    def __init__(self, work: Callable[[str], object], host_key: str) -> None:
        super().__init__(daemon=True)
        self.host_key, self.error = host_key, None
        self._work = work

    def run(self) -> None:
        try:
            self._work(self.host_key)
        except Exception as error:  # noqa: BLE001 - raised by the next start_due
            self.error = error
        finally:
            connection.close()


class PerHostWorkers:
    """Calls `work(host_key)` for hosts with due work, each in a thread, MAX_THREADS at once."""

    def __init__(self, work: Callable[[str], object]) -> None:
        self._work = work
        self._threads: list[_WorkerThread] = []

    def busy_hosts(self) -> list[str]:
        return [thread.host_key for thread in self._threads if thread.is_alive()]

    def start_due(self, due: Iterable[str]) -> None:
        """Start work for those hosts that are due and not busy, as far as threads are free.

        Raises the error of a thread that has ended.
        """
        ended = [thread for thread in self._threads if not thread.is_alive()]
        self._threads = [thread for thread in self._threads if thread not in ended]
        busy = set(self.busy_hosts())
        waiting = list(dict.fromkeys(host_key for host_key in due if host_key not in busy))
        for host_key in waiting[: MAX_THREADS - len(self._threads)]:
            thread = _WorkerThread(self._work, host_key)
            self._threads.append(thread)
            thread.start()
        for thread in ended:
            if thread.error:
                raise thread.error
