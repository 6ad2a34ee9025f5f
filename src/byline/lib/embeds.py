"""The players of known video and audio services, found by address without any request."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Player:
    """A page made to be shown in a frame: `provider` is its name for readers, `src` its address."""

    provider: str
    src: str


PLAYERS = (
    (
        r"(?:www\.|m\.)?youtube\.com/(?:watch\?(?:.*&)?v=|shorts/|embed/|live/)([\w-]{6,20})",
        "YouTube",
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (r"youtu\.be/([\w-]{6,20})", "YouTube", "https://www.youtube-nocookie.com/embed/{}"),
    (
        r"(?:www\.)?youtube-nocookie\.com/embed/([\w-]{6,20})",
        "YouTube",
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        r"(?:player\.)?vimeo\.com/(?:video/)?(\d{4,12})",
        "Vimeo",
        "https://player.vimeo.com/video/{}?dnt=1",
    ),
    (
        r"(?:www\.)?dailymotion\.com/(?:embed/)?video/(\w+)",
        "Dailymotion",
        "https://www.dailymotion.com/embed/video/{}",
    ),
    (
        r"open\.spotify\.com/(?:embed/)?((?:track|album|episode|show|playlist)/\w+)",
        "Spotify",
        "https://open.spotify.com/embed/{}",
    ),
    (
        r"archive\.org/(?:details|embed)/([\w.-]+)",
        "Internet Archive",
        "https://archive.org/embed/{}",
    ),
)


def player_of(address: str) -> Player | None:
    """The player for an http(s) `address`; None if it can only be linked to."""
    rest = re.sub(r"^https?://", "", address, count=1)
    for pattern, provider, src in PLAYERS:
        if match := re.match(pattern, rest):
            return Player(provider, src.format(quote(match[1], safe="/")))
    return None


def host_of(address: str) -> str:
    """The host of an address, without www, as readers know it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
