"""Background processes: started beside the workers, and restarted whenever they die."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Thread
from time import monotonic

import structlog

from byline.lib.os_signals import unblock_stop_signals
from byline.lib.parent_watch import ParentWatch
from byline.lib.stop_event import StopEvent

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a restart
STEADY_SECONDS = 60.0  # a process that ran this long is restarted after the first pause again

Work = Callable[[StopEvent], object]

log = structlog.get_logger("byline")


class Supervisor:
    """Keeps a process running that does `work` until it is stopped.

    `name` is how people call it, such as "keeper". The work ends soon after its argument is set.
    """

    def __init__(self, name: str, work: Work, parent_watch: ParentWatch, grace: float) -> None:
        self._name, self._work = name, work
        self._parent_watch, self._grace = parent_watch, grace
        self._stopping = StopEvent()
        self._process: BaseProcess | None = None
        self._thread = Thread(target=self._watch, name=f"{name}-supervisor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing and end."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Ask it to stop, wait for the grace period, then kill it."""
        end = monotonic() + self._grace
        while self._thread.is_alive() and monotonic() < end:
            self.ask_to_stop()  # repeated, because it may not have handled signals yet
            self._thread.join(1)
        if self._process is not None and self._process.is_alive():
            log.warning(
                "a process did not stop in time and is killed",
                process=self._name,
                seconds=self._grace,
            )
            self._process.kill()
        self._thread.join(1)

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = monotonic()
            self._process = get_context("fork").Process(target=self._run, name=self._name)
            self._process.start()
            self._process.join()
            if self._stopping.is_set():
                break
            pause = (
                FIRST_PAUSE
                if monotonic() - began > STEADY_SECONDS
                else min(pause * 2, LONGEST_PAUSE)
            )
            log.error(
                "a process died and is restarted",
                process=self._name,
                exit=self._process.exitcode,
                seconds=pause,
            )
            self._stopping.wait(pause)

    def _run(self) -> None:
        stop_event = StopEvent()
        signal.signal(signal.SIGTERM, stop_event.set)
        unblock_stop_signals()
        os.setpgid(0, 0)  # Ctrl-C reaches only the process that was started, which stops this one
        self._parent_watch.stop_with_parent(self._grace)
        self._work(stop_event)
