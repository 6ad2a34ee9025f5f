"""Stop signals that are handled at once, whatever the main thread does.

Python runs a signal's handler in the main thread, but the system may deliver the signal to another
one: a main thread that waits for a lock then sleeps on. So every thread blocks the signals, and one
thread does nothing but wait for them.
"""

import signal
from collections.abc import Callable
from threading import Thread

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def on_stop(handle: Callable[[], None]) -> None:
    """Call `handle`, in its own thread, at every SIGTERM or SIGINT from now on.

    Call this before other threads are started.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    Thread(target=_wait_for_signals, args=(handle,), name="stop-signals", daemon=True).start()


def unblock_stop_signals() -> None:
    """Deliver signals as usual, in a child of a process that called `on_stop`.

    A signal that arrived before that is delivered now.
    """
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)


def _wait_for_signals(handle: Callable[[], None]) -> None:
    while True:
        signal.sigwait(STOP_SIGNALS)
        handle()
