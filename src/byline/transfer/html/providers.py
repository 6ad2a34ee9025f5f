"""Hosts whose addresses, alone on a line, WordPress shows as a player or a card."""

import re

from byline.transfer.html.links import host_of

EMBED_HOSTS = frozenset(
    """
    animoto.com anghami.com archive.org bsky.app canva.com cloudup.com crowdsignal.com
    crowdsignal.net dailymotion.com
    dai.ly datawrapper.dwcdn.net facebook.com flickr.com flic.kr giphy.com imgur.com infogram.com
    instagram.com
    issuu.com kickstarter.com kck.st meetup.com meetu.ps mixcloud.com open.spotify.com
    photobucket.com pinterest.com
    pocketcasts.com pca.st poll.fm polldaddy.com reddit.com reverbnation.com scribd.com
    slideshare.net smugmug.com
    soundcloud.com speakerdeck.com spotify.com ted.com tiktok.com tumblr.com twitter.com
    video.wordpress.com
    videopress.com vimeo.com wolframcloud.com wordpress.tv x.com youtu.be youtube.com
    """.split()
)
LONE_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]]+", re.IGNORECASE)


def is_lone_address(text: str) -> bool:
    return bool(LONE_ADDRESS.fullmatch(text.strip()))


def is_embed_address(text: str) -> bool:
    """Whether `text` is one address on a host that is known for its players."""
    name = host_of(text.strip()) if is_lone_address(text) else ""
    return name in EMBED_HOSTS or any(name.endswith("." + provider) for provider in EMBED_HOSTS)
