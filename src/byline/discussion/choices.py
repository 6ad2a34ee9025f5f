from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The door that a voice came through."""

    RESPONSE = "response", _("Response")
    PINGBACK = "pingback", _("Pingback")
    TRACKBACK = "trackback", _("Trackback")
    WEBMENTION = "webmention", _("Webmention")


class ResponseType(models.TextChoices):
    """What a page that links to an article does with it (microformats' response types)."""

    REPLY = "reply", _("replied")
    LIKE = "like", _("liked this")
    REPOST = "repost", _("passed this on")
    MENTION = "mention", _("mentioned this")


class Trust(Enum):
    """Whether the site from which a link arrived is trusted: what the rules do with the link."""

    TRUSTED = "trusted"
    MODERATED = "moderated"
    UNKNOWN = "unknown"


class State(models.TextChoices):
    """Where a response stands. Readers see what is published, and a placeholder for what was published once."""

    UNCONFIRMED = "unconfirmed", _("Waiting for its author's e-mail to be confirmed")
    PENDING = "pending", _("Waiting for a moderator")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    REMOVED = "removed", _("Removed by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    ERASED = "erased", _("Erased at its author's wish")


class Voice(models.TextChoices):
    """In whose name a response speaks."""

    READER = "reader", _("Reader")
    AUTHOR = "author", _("Author of the article")
    STAFF = "staff", _("Staff")


class WhoMayRespond(models.TextChoices):
    """Who may respond."""

    REGISTERED = "registered", _("Readers with an account")
    CONFIRMED = "confirmed", _("Also guests whose e-mail address is confirmed")
    NAMED = "named", _("Also guests who give a name")


class ResponseOrder(models.TextChoices):
    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    THREADED = "threaded", _("By conversation")


class Premoderation(models.TextChoices):
    """Whose responses wait for a moderator before anybody sees them."""

    NONE = "none", _("Nobody's, unless a rule holds it")
    FIRST = "first", _("Those of people without enough published responses")
    ALL = "all", _("Everybody's")


class WordAction(models.TextChoices):
    HOLD = "hold", _("Hold for a moderator")
    REJECT = "reject", _("Reject")
    REFUSE = "refuse", _("Ask the author to change it")


class BanKind(models.TextChoices):
    PERSON = "person", _("Account")
    MAIL = "mail", _("E-mail address")
    NAME = "name", _("Name of a guest")
    ADDRESS = "address", _("Internet address")
    NETWORK = "network", _("Network")
    DOMAIN = "domain", _("Domain that is linked to")


class Act(models.TextChoices):
    """What a decision did."""

    PUBLISH = "publish", _("Published")
    HOLD = "hold", _("Held")
    REJECT = "reject", _("Rejected")
    REMOVE = "remove", _("Removed")
    RESTORE = "restore", _("Restored")
    WITHDRAW = "withdraw", _("Withdrawn")
    ERASE = "erase", _("Erased")
    CONFIRM = "confirm", _("Confirmed")
    EDIT = "edit", _("Changed by its author")
    UPHOLD = "uphold", _("Upheld after an objection")


class ReportKind(models.TextChoices):
    ORDINARY = "ordinary", _("Against the policy")
    ILLEGAL = "illegal", _("Illegal content")


class Reason(models.TextChoices):
    """The codes that every answer of a rule, and every decision of a person, carries."""

    FINE = "fine", _("Nothing against it")
    FROZEN = "frozen", _("The site takes no responses at the moment")
    CLOSED = "closed", _("Responses to this article are closed")
    LATE = "late", _("The article is old; responses to it wait for a moderator")
    ACCOUNT_NEEDED = "account-needed", _("Only readers with an account may respond")
    BANNED = "banned", _("The author is banned")
    MUTED = "muted", _("The author is muted")
    DUPLICATE = "duplicate", _("The same was said before")
    FLOOD = "flood", _("Too many in a short time")
    HONEYPOT = "honeypot", _("A field that people don't see was filled in")
    TOO_FAST = "too-fast", _("Written faster than a person writes")
    NO_PROOF = "no-proof", _("The proof of work is missing or wrong")
    LINKS = "links", _("Too many links")
    WORDS = "words", _("A listed word")
    PREMODERATED = "premoderated", _("Every response is read before it is published")
    UNKNOWN_AUTHOR = "unknown-author", _("The author has too few published responses")
    RECENT_REJECTIONS = "recent-rejections", _("Too many of the author's were rejected lately")
    LEARNED = "learned", _("It looks like what moderators rejected")
    AKISMET = "akismet", _("Akismet takes it for spam")
    EXTERNAL_FILTER = "external-filter", _("The outside judge's answer")
    UNCONFIRMED = "unconfirmed", _("The e-mail address is not confirmed yet")
    TRUSTED = "trusted", _("It comes from this rules, or from a site that is trusted")
    LINKBACK = "linkback", _("A link from another site, which a moderator reads first")
    SOURCE_GONE = "source-gone", _("The page that linked here is gone, or links here no longer")
    REPORTED = "reported", _("Several readers reported it")
    SPAM = "spam", _("Spam or advertising")
    ABUSE = "abuse", _("Insult, threat or harassment")
    HATE = "hate", _("Hatred against a group")
    PRIVATE = "private", _("Somebody's private matters")
    OFF_TOPIC = "off-topic", _("Nothing to do with the article")
    UNTRUE = "untrue", _("Harmful and untrue")
    ILLEGAL = "illegal", _("Illegal content")
    AUTHOR_WISH = "author-wish", _("Its author wished so")
    MISTAKE = "mistake", _("An earlier decision was a mistake")
    OTHER = "other", _("Another reason, given in words")


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
SILENT_REASONS = (
    Reason.MUTED,
    Reason.HONEYPOT,
)  # who is rejected for one of these is to go on as if nothing had happened
REPORT_REASONS = tuple(
    reason for reason in MODERATOR_REASONS if reason != Reason.ILLEGAL
)  # that has a form of its own
