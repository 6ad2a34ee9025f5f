"""Whether this node's key is the one that the other nodes of the database have."""

from collections.abc import Iterator

from byline.cli.checkups import Complaint
from byline.cli.prepare import OTHER_KEY_REMEDY
from byline.lib.installation_key import is_other_key, where_the_key_is


def other_key() -> Iterator[Complaint]:
    """Complain of a key that is not the installation's."""
    if is_other_key():
        yield Complaint(
            f"The secret key in {where_the_key_is()} is not this installation's.", OTHER_KEY_REMEDY
        )
