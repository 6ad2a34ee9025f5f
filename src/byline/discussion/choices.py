from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How a response arrived: by the form, or as a link from a page elsewhere."""

    RESPONSE = "response", _("Response")
    PINGBACK = "pingback", _("Pingback")
    TRACKBACK = "trackback", _("Trackback")
    WEBMENTION = "webmention", _("Webmention")


class ResponseType(models.TextChoices):
    """What a linking page does with the article (the response types of microformats)."""

    REPLY = "reply", _("replied")
    LIKE = "like", _("liked this")
    REPOST = "repost", _("reposted this")
    MENTION = "mention", _("mentioned this")


class Trust(Enum):
    """Whether the site from which a link arrived is trusted: what the rules do with the link."""

    TRUSTED = "trusted"
    MODERATED = "moderated"
    UNKNOWN = "unknown"


class State(models.TextChoices):
    """Readers see published responses, and a placeholder for those that were published once."""

    UNCONFIRMED = "unconfirmed", _("Waiting for e-mail confirmation")
    PENDING = "pending", _("Waiting for a moderator")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    REMOVED = "removed", _("Removed by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    ERASED = "erased", _("Erased at the author's request")


class Voice(models.TextChoices):
    """The role in which a response was written."""

    READER = "reader", _("Reader")
    AUTHOR = "author", _("Author of the article")
    STAFF = "staff", _("Staff")


class WhoMayRespond(models.TextChoices):
    REGISTERED = "registered", _("Readers with an account")
    CONFIRMED = "confirmed", _("Also guests whose e-mail address is confirmed")
    NAMED = "named", _("Also guests who give a name")


class ResponseOrder(models.TextChoices):
    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    THREADED = "threaded", _("By conversation")


class Premoderation(models.TextChoices):
    """Whose responses wait for a moderator before they are published."""

    NONE = "none", _("No one")
    FIRST = "first", _("New authors")
    ALL = "all", _("Everyone")


class WordAction(models.TextChoices):
    HOLD = "hold", _("Hold for a moderator")
    REJECT = "reject", _("Reject")
    REFUSE = "refuse", _("Ask the author to change it")


class BanKind(models.TextChoices):
    PERSON = "person", _("Account")
    MAIL = "mail", _("E-mail address")
    NAME = "name", _("Name of a guest")
    ADDRESS = "address", _("IP address")
    NETWORK = "network", _("Network")
    DOMAIN = "domain", _("Linked domain")


class Act(models.TextChoices):
    """What a decision does to a response."""

    PUBLISH = "publish", _("Published")
    HOLD = "hold", _("Held")
    REJECT = "reject", _("Rejected")
    REMOVE = "remove", _("Removed")
    RESTORE = "restore", _("Restored")
    WITHDRAW = "withdraw", _("Withdrawn")
    ERASE = "erase", _("Erased")
    CONFIRM = "confirm", _("Confirmed")
    EDIT = "edit", _("Changed by its author")
    UPHOLD = "uphold", _("Decision confirmed after an objection")


class ReportKind(models.TextChoices):
    ORDINARY = "ordinary", _("Against the policy")
    ILLEGAL = "illegal", _("Illegal content")


class Reason(models.TextChoices):
    """The codes in verdicts of rules and decisions of people."""

    FINE = "fine", _("No objection")
    FROZEN = "frozen", _("Responses are paused on this site")
    CLOSED = "closed", _("Responses to this article are closed")
    LATE = "late", _("The article is old, so responses to it wait for a moderator")
    ACCOUNT_NEEDED = "account-needed", _("Only readers with an account may respond")
    BANNED = "banned", _("The author is banned")
    MUTED = "muted", _("The author is muted")
    DUPLICATE = "duplicate", _("Duplicate of an earlier response")
    FLOOD = "flood", _("Too many responses in a short time")
    HONEYPOT = "honeypot", _("A hidden field was filled in")
    TOO_FAST = "too-fast", _("Written faster than a person can write")
    NO_PROOF = "no-proof", _("The proof of work is missing or wrong")
    LINKS = "links", _("Too many links")
    WORDS = "words", _("Contains a listed word")
    PREMODERATED = "premoderated", _("Every response waits for a moderator")
    UNKNOWN_AUTHOR = "unknown-author", _("The author has too few published responses")
    RECENT_REJECTIONS = (
        "recent-rejections",
        _("Too many of the author's responses were rejected recently"),
    )
    LEARNED = "learned", _("Similar to rejected responses")
    AKISMET = "akismet", _("Classified as spam by Akismet")
    EXTERNAL_FILTER = "external-filter", _("Decision of the external filter")
    UNCONFIRMED = "unconfirmed", _("The e-mail address is not confirmed yet")
    TRUSTED = "trusted", _("From one of our sites or a trusted site")
    LINKBACK = "linkback", _("A link from another site, checked by a moderator first")
    SOURCE_GONE = "source-gone", _("The page that linked here is gone or no longer links here")
    REPORTED = "reported", _("Reported by several readers")
    SPAM = "spam", _("Spam or advertising")
    ABUSE = "abuse", _("Insult, threat or harassment")
    HATE = "hate", _("Hatred against a group")
    PRIVATE = "private", _("Private information about somebody")
    OFF_TOPIC = "off-topic", _("Not about the article")
    UNTRUE = "untrue", _("Harmful falsehood")
    ILLEGAL = "illegal", _("Illegal content")
    AUTHOR_WISH = "author-wish", _("At the author's request")
    MISTAKE = "mistake", _("An earlier decision was a mistake")
    OTHER = "other", _("Another reason, explained in the message")


LENIENT_FIRST = (State.PUBLISHED, State.PENDING, State.REJECTED)
"""The states that rules decide on, the mildest first."""

MODERATOR_REASONS = (
    Reason.SPAM,
    Reason.ABUSE,
    Reason.HATE,
    Reason.PRIVATE,
    Reason.OFF_TOPIC,
    Reason.UNTRUE,
    Reason.ILLEGAL,
    Reason.OTHER,
)
SILENT_REASONS = (Reason.MUTED, Reason.HONEYPOT)
"""Authors rejected for one of these see their response as pending."""

REPORT_REASONS = tuple(reason for reason in MODERATOR_REASONS if reason != Reason.ILLEGAL)
"""Illegal content has a form of its own."""
