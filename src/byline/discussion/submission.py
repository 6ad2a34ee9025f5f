"""Responses before they are stored."""

from dataclasses import dataclass
from datetime import datetime

from byline.accounts.models import User
from byline.discussion.choices import Kind, Reason, State, Trust, Voice


@dataclass(frozen=True)
class Submission:
    """A response as somebody submits it.

    `parent` is the number of the response that it answers. `address` and `agent` are the sender's
    IP address and browser, where known. `started_at` is when the form was handed out, where that is
    proven. `has_proof` says whether the proof of work holds; None where none is required. `proof`
    is the proof's name, by which it counts once. `honeypot` is the value of the field that people
    don't see. For a page that links here, `response_type` says how it responds, `trust` whether its
    site is trusted, and `trust_reason` by whom.
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
    """A response from another system. It is not moderated again, and nobody is notified of it.

    `key` names it there, and `parent` the response that it replies to ("" for none). `html` is its
    text as it was stored there, not yet sanitized, or Markdown if `is_markdown`. `anchor` is the id
    by which old links name it. `detail` explains the state to moderators. A withdrawn response
    leaves a placeholder, as does any other with `was_published`. A `number` is kept if all of the
    article's responses that leave one bring one and none of these has been given here.
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
    detail: str = ""
    is_markdown: bool = False
    number: int | None = None
    was_published: bool | None = None
    is_pinned: bool = False
