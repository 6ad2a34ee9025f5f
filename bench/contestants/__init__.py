"""Servers that take responses. Each opens with a folder of its own and a free port, and says how
many it kept.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bench.load import Post


@dataclass(frozen=True)
class Contestant:
    """A server that runs: how it is posted to, how many responses its database holds, and under
    what settings.
    """

    name: str
    settings: str
    post: Post
    kept: Callable[[], int]


class NotInstalled(Exception):
    """What the contestant needs is not on this machine."""


Open = Callable[[Path], AbstractContextManager[Contestant]]

WORDS = (
    "The ferry ran late again, as it did all of last winter, and nobody at the quay could "
    "say why. Perhaps {word} knows."
)
