"""Stop signals that are heard at once, whatever the main thread does.

Python runs a signal's handler in the main thread, and the system may hand the signal to another one: a main thread that
waits for a lock then sleeps on. So the signals are blocked in every thread, and one thread does nothing but wait for them.
"""

import signal
from collections.abc import Callable
from threading import Thread
from time import sleep

STOP = (signal.SIGTERM, signal.SIGINT)


def on_stop(heed: Callable[[], None]) -> None:
    """Call `heed`, in a thread of its own, at every SIGTERM or SIGINT from now on. Before other threads are started."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    Thread(target=_listen, args=(heed,), name="stop-signals", daemon=True).start()


def stop_by_handler_set_later() -> None:
    """As `on_stop`, for a process whose own handler of SIGTERM will be set by others; not even one that comes before is lost."""
    inherited = signal.getsignal(signal.SIGTERM)

    def heed() -> None:
        while (handler := signal.getsignal(signal.SIGTERM)) == inherited:
            sleep(0.01)
        if callable(handler):
            handler(signal.SIGTERM, None)

    on_stop(heed)


def unblock_stop_signals() -> None:
    """Let signals come to this process as usual, in a child of one that called `on_stop`."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP)


def _listen(heed: Callable[[], None]) -> None:
    while True:
        signal.sigwait(STOP)
        heed()
