"""The keeper's process: started beside the workers, and again whenever it dies."""

import os
import signal
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from time import monotonic

import structlog

from byline.lib.bell import Bell
from byline.lib.keeper import keep
from byline.lib.lifeline import Lifeline
from byline.lib.signals import hear_again

FIRST_PAUSE, LONGEST_PAUSE, STEADY = 0.5, 30.0, 60.0  # seconds

log = structlog.get_logger("byline.keeper")


class KeeperWatch:
    """Keeps a keeper at work in this data folder until told to stop."""

    def __init__(self, data: Path, lifeline: Lifeline, grace: float) -> None:
        self._data, self._lifeline, self._grace = data, lifeline, grace
        self._stopping = Bell()
        self._process: BaseProcess | None = None
        self._thread = Thread(target=self._watch, name="keeper-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Let the keeper finish its duty and go."""
        self._stopping.ring()
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """Ask, wait as long as the grace lasts, then make it."""
        end = monotonic() + self._grace
        while self._thread.is_alive() and monotonic() < end:
            self.ask_to_stop()  # again: the first may have come before it could be heard
            self._thread.join(1)
        if self._process is not None and self._process.is_alive():
            log.warning("the keeper did not stop in time and is killed", seconds=self._grace)
            self._process.kill()
        self._thread.join(1)

    def _watch(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.has_rung():
            began = monotonic()
            self._process = get_context("fork").Process(target=self._keep, name="keeper")
            self._process.start()
            self._process.join()
            if self._stopping.has_rung():
                break
            pause = FIRST_PAUSE if monotonic() - began > STEADY else min(pause * 2, LONGEST_PAUSE)
            log.error(
                "the keeper died and is started again", exit=self._process.exitcode, seconds=pause
            )
            self._stopping.wait(pause)

    def _keep(self) -> None:
        bell = Bell()
        signal.signal(signal.SIGTERM, bell.ring)
        hear_again()
        os.setpgid(0, 0)  # Ctrl-C is for the process that was started; it tells the others
        self._lifeline.hold(self._grace)
        keep(self._data, bell)
