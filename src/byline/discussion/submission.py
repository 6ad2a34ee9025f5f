"""What somebody hands in, before it is a response."""

from dataclasses import dataclass
from datetime import datetime

from byline.accounts.models import User
from byline.discussion.choices import Kind, Reason, State, Trust, Voice


@dataclass(frozen=True)
class Submission:
    """A response as it arrives through some door.

    `parent` is the number of the response that it answers. `address` and `agent` are the sender's IP
    address and browser, where known. `started_at` is when the form was handed out, where that is
    proven. `has_proof` says whether the proof of work holds; None where none is required. `proof` is
    the proof's name, by which it counts once. `honeypot` is the value of the field that people don't
    see. For a page that links here, `response_type` says how it responds, `trust` whether its site is
    trusted, and `trust_reason` by whom.
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
    honeypot: str = ""
    wants_replies: bool = False
    policy_version: int | None = None
    response_type: str = ""
    trust: Trust = Trust.UNKNOWN
    trust_reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportedComment:
    """A response as it stood in another house. It is not judged anew, and nobody is told of it.

    `key` names it there, and `parent` the one that it answers ("" for none). `html` is what it said, as that house kept it:
    not yet scrubbed, or Markdown where it `is_markdown`. `anchor` is the id by which links still name it. `why` goes with a
    state that readers don't see. What was withdrawn there leaves a placeholder, and what else `was_shown` once. A `number` is
    kept where all of its article's have one, and none of these was given here.
    """

    key: str
    name: str
    html: str
    posted_at: datetime
    state: State
    parent: str = ""
    mail: str = ""
    link: str = ""
    address: str | None = None
    agent: str = ""
    user: User | None = None
    voice: Voice = Voice.READER
    kind: Kind = Kind.RESPONSE
    response_type: str = ""
    anchor: str = ""
    reason: Reason = Reason.FINE
    why: str = ""
    is_markdown: bool = False
    number: int | None = None
    was_published: bool | None = None
    is_pinned: bool = False
