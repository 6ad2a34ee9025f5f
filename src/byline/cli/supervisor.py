"""The keeper's process: started beside the workers, and restarted whenever it dies."""

import os
import signal
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from time import monotonic

import structlog

from byline.lib.keeper import keep
from byline.lib.os_signals import unblock_stop_signals
from byline.lib.parent_watch import ParentWatch
from byline.lib.stop_event import StopEvent

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a restart
STEADY_SECONDS = 60.0  # a keeper that ran this long is restarted after the first pause again

log = structlog.get_logger("byline.keeper")


class KeeperSupervisor:
    """Keeps a keeper running in this data folder until it is stopped."""

    def __init__(self, data: Path, parent_watch: ParentWatch, grace: float) -> None:
        self._data, self._parent_watch, self._grace = data, parent_watch, grace
        self._stopping = StopEvent()
        self._process: BaseProcess | None = None
        self._thread = Thread(target=self._watch, name="keeper-supervisor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the keeper finish its duty and end."""
        self._stopping.set()
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Ask it to stop, wait for the grace period, then kill it."""
        end = monotonic() + self._grace
        while self._thread.is_alive() and monotonic() < end:
            self.ask_to_stop()  # repeated, because the keeper may not have handled signals yet
            self._thread.join(1)
        if self._process is not None and self._process.is_alive():
            log.warning("the keeper did not stop in time and is killed", seconds=self._grace)
            self._process.kill()
        self._thread.join(1)

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = monotonic()
            self._process = get_context("fork").Process(target=self._keep, name="keeper")
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
                "the keeper died and is restarted", exit=self._process.exitcode, seconds=pause
            )
            self._stopping.wait(pause)

    def _keep(self) -> None:
        stop_event = StopEvent()
        signal.signal(signal.SIGTERM, stop_event.set)
        unblock_stop_signals()
        os.setpgid(0, 0)  # Ctrl-C reaches only the process that was started, which stops this one
        self._parent_watch.stop_with_parent(self._grace)
        keep(self._data, stop_event)
