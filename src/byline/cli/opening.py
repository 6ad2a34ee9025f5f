"""What `byline run` does before it answers: the house is prepared in a child, whose memory goes back when it is done."""

from dataclasses import dataclass

from django.core.cache import cache

from byline.accounts.models import User
from byline.cli.preparing import prepare_house
from byline.lib.options import Options
from byline.lib.secrets import secret
from byline.network.actions import serve_loopback_sites_on


@dataclass(frozen=True)
class Opening:
    """What the person who started the server is told; `welcome` is the token of the one-time link, "" once there is an account."""

    welcome: str = ""
    sign_in: tuple[str, str] | None = None


def open_house(options: Options, *, demo: bool) -> Opening:
    """Prepare tables and static files, fill the house with the demo newsroom if asked to."""
    prepare_house(options.data)
    cache.clear()  # it may be another version's, or of a database that was put back since
    sign_in = None
    serve_loopback_sites_on(options.port)
    empty = not User.objects.exists()
    return Opening(secret(options.data, "welcome") if empty else "", sign_in)
