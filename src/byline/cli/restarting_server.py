"""Granian's server, which replaces a worker however often it dies."""

from collections.abc import Callable
from time import monotonic
from typing import Any, Final

import structlog
from granian import Granian

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds before a worker that has died is replaced
STEADY_SECONDS: Final = 5.0  # a worker that ran this long is replaced after the first pause

log = structlog.get_logger("byline")


class RestartingServer(Granian):  # type: ignore[misc,valid-type]
    """Granian itself stops when a worker dies twice within five seconds."""

    def _serve_loop(
        self, spawn_target: Callable[..., None], target_loader: Callable[..., Any]
    ) -> None:
        pause = FIRST_PAUSE
        while True:
            self.main_loop_interrupt.wait()
            if self.interrupt_signal:
                return
            self.main_loop_interrupt.clear()
            dead = []
            while self.interrupt_children:  # threads add to it
                dead.append(self.interrupt_children.pop())
            if not dead:
                continue
            if all(monotonic() - self.wrks[index].birth > STEADY_SECONDS for index in dead):
                pause = FIRST_PAUSE
            log.error("a worker died and is replaced", workers=len(dead), seconds=pause)
            if self._stops_within(pause):
                return
            self._respawn_workers(dead, spawn_target, target_loader)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _stops_within(self, seconds: float) -> bool:
        """Wait, but not when the server is told to stop. Other deaths are seen afterwards."""
        end = monotonic() + seconds
        while not self.interrupt_signal and (left := end - monotonic()) > 0:
            self.main_loop_interrupt.wait(left)
            if not self.interrupt_signal and self.main_loop_interrupt.is_set():
                self.main_loop_interrupt.clear()
        if self.interrupt_children:
            self.main_loop_interrupt.set()
        return bool(self.interrupt_signal)
