"""What somebody hands in, before it is a response."""

from dataclasses import dataclass
from datetime import datetime

from byline.accounts.models import User
from byline.discussion.choices import Kind, Reason, State, Voice


@dataclass(frozen=True)
class Submission:
    """A response as it arrives through some door.

    `parent` is the number of the response that it answers. `address` and `agent` are the sender's, where known.
    `started_at` is when the form was handed out, where that is proven; `has_proof` whether the proof of work holds, None
    where none is asked at this door; `proof` is its name, by which it counts once; `trap` is what stood in the field that
    people don't see. Of a page that links here, `gesture` says how, and `vouched` whether it is trusted (True), to be read
    first (False), or looked at by the other rules alone (None); `voucher` says by whom.
    """

    name: str
    text: str
    mail: str = ""
    link: str = ""
    parent: int | None = None
    user: User | None = None
    address: str | None = None
    agent: str = ""
    kind: str = Kind.RESPONSE
    started_at: datetime | None = None
    has_proof: bool | None = None
    proof: str = ""
    trap: str = ""
    wants_replies: bool = False
    policy_version: int | None = None
    gesture: str = ""
    vouched: bool | None = None
    voucher: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A response as it stood in another house. It is not judged anew, and nobody is told of it.

    `key` names it there, and `parent` the one that it answers ("" for none). `html` is what it said, as that house kept it:
    not yet scrubbed, or Markdown where it `is_markdown`. `anchor` is the id by which links still name it. `why` goes with a
    state that readers don't see. What was withdrawn there leaves a placeholder, and what else `was_shown` once. A `number` is
    kept where all of its article's have one, and none of these was given here.
    """

    key: str
    name: str
    html: str
    said_at: datetime
    state: State
    parent: str = ""
    mail: str = ""
    link: str = ""
    address: str | None = None
    agent: str = ""
    user: User | None = None
    voice: Voice = Voice.READER
    kind: Kind = Kind.RESPONSE
    gesture: str = ""
    anchor: str = ""
    reason: Reason = Reason.FINE
    why: str = ""
    is_markdown: bool = False
    number: int | None = None
    was_shown: bool | None = None
    is_pinned: bool = False
