"""Parses what moderators' buttons send, and calls the actions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from byline.accounts.models import User
from byline.discussion.actions.deciding import Grounds, StateConflict, pin, speak_as
from byline.discussion.actions.rules import set_open_state
from byline.discussion.actions.settling import decide_and_settle, keep_published, undo_and_reopen
from byline.discussion.choices import MODERATOR_REASONS, Act, Reason, State, Voice
from byline.discussion.models import Comment, Decision, Objection
from byline.discussion.reply_texts import reply_texts
from byline.lib.row_keys import row_key
from byline.newsroom.choices import OpenState

ACTS = {
    ("approve", State.PENDING): Act.PUBLISH,
    ("approve", State.UNCONFIRMED): Act.PUBLISH,
    ("approve", State.REJECTED): Act.RESTORE,
    ("approve", State.REMOVED): Act.RESTORE,
    ("reject", State.PENDING): Act.REJECT,
    ("reject", State.UNCONFIRMED): Act.REJECT,
    ("reject", State.PUBLISHED): Act.REMOVE,
    ("hold", State.PUBLISHED): Act.HOLD,
}
DECISION_VERBS = ("approve", "reject", "hold")
SEEN_STATE_PREFIX = "seen_"  # the prefix of fields that say which state a moderator saw


@dataclass(frozen=True)
class Command:
    """A pressed button: `seen` has the state in which the moderator saw each response.

    `message` None means the default text.
    """

    verb: str
    pks: tuple[int, ...]
    seen: Mapping[int, str]
    reason: str = ""
    message: str | None = None


@dataclass
class CommandResult:
    """What was done: decisions that can be undone, and messages about successes and failures."""

    decisions: list[Decision] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def parse_command(posted: Any) -> Command:
    """Read a form: `do` is verb:response or reject:response:reason, `bulk` a verb for every `pk`.

    Raises BadRequest for anything that the desk does not send.
    """
    seen = {
        key: str(posted[name])
        for name in posted
        if name.startswith(SEEN_STATE_PREFIX)
        and (key := row_key(name.removeprefix(SEEN_STATE_PREFIX))) is not None
    }
    if "bulk" in posted:
        pks = tuple(_number(pk) for pk in posted.getlist("pk"))
        return Command(
            posted["bulk"],
            pks,
            seen,
            posted.get("reason", ""),
            posted.get("message", "").strip() or None,
        )
    verb, pk, reason = (*posted.get("do", "").split(":"), "", "")[:3]
    message = posted.get(f"message_{pk}", "").strip()
    return Command(verb, (_number(pk),), seen, reason, message or None)


def _number(text: str) -> int:
    key = row_key(text)
    if key is None:
        raise BadRequest
    return key


@transaction.atomic
def run_command(command: Command, comments: Iterable[Comment], by: User) -> CommandResult:
    """Run a command on each response; those that somebody else decided first are left alone."""
    result, selected = CommandResult(), list(comments)
    if command.verb in DECISION_VERBS:
        _decide(command, selected, by, result)
    elif command.verb in SINGLE_COMMANDS and len(selected) == 1:
        result.messages.append(SINGLE_COMMANDS[command.verb](selected[0]))
    else:
        raise BadRequest
    return result


def _decide(command: Command, comments: list[Comment], by: User, result: CommandResult) -> None:
    if error := _missing(command):
        result.failures.append(error)
        return
    texts = reply_texts({comment.site_id for comment in comments})
    contested = set(
        Objection.objects.filter(comment__in=comments, settled_at=None).values_list(
            "comment", flat=True
        )
    )
    for comment in comments:
        if comment.pk in contested:
            words = _("There is an open objection to %(it)s. Settle it on the response's own page.")
            result.failures.append(words % {"it": comment})
            continue
        words = (
            command.message
            if command.message is not None
            else texts[comment.site_id].get(command.reason, "")
        )
        _decide_one(
            comment,
            command,
            Grounds(_reason(command), by=by, message=words if command.verb == "reject" else ""),
            result,
        )
    if result.decisions:
        result.messages.append(_success_message(command, result.decisions))


def _decide_one(comment: Comment, command: Command, ground: Grounds, result: CommandResult) -> None:
    seen = command.seen.get(comment.pk, comment.state)
    try:
        with transaction.atomic():
            if command.verb == "approve" and seen == State.PUBLISHED:
                result.decisions.append(keep_published(comment, ground))
            elif act := ACTS.get(
                (command.verb, State(seen) if seen in State.values else State.ERASED)
            ):
                result.decisions.append(decide_and_settle(comment, act, ground))
            else:
                result.failures.append(_("This is not possible for %(it)s.") % {"it": comment})
    except StateConflict as conflict:
        result.failures.append(_conflict_message(conflict))


def _reason(command: Command) -> Reason:
    if command.verb == "reject":
        return Reason(command.reason)
    return Reason.FINE if command.verb == "approve" else Reason.OTHER


def _missing(command: Command) -> str:
    if not command.pks:
        return _("Select a response first.")
    if command.verb != "reject":
        return ""
    if command.reason not in MODERATOR_REASONS:
        return _("Choose a reason.")
    if command.reason == Reason.OTHER and not command.message:
        return _("Explain the reason in your own words.")
    return ""


def _conflict_message(conflict: StateConflict) -> str:
    """Who decided first, and what the state is now."""
    last = conflict.comment.decisions.select_related("by").order_by("pk").last()
    who = str(last.by) if last and last.by else _("Somebody")
    words = _("%(who)s decided first: %(it)s is now “%(state)s”. Nothing was changed.")
    return words % {
        "who": who,
        "it": conflict.comment,
        "state": conflict.comment.get_state_display(),
    }


def _success_message(command: Command, decisions: list[Decision]) -> str:
    if len(decisions) > 1:
        return _in_number(command.verb, len(decisions))
    [decision] = decisions
    if command.verb == "approve" and decision.before == State.PUBLISHED:
        return _("%(it)s stays published.") % {"it": decision.comment}
    act = decision.get_act_display()
    reason = f" ({decision.get_reason_display()})" if command.verb == "reject" else ""
    return f"{act}: {decision.comment}{reason}."


def _in_number(verb: str, number: int) -> str:
    words = {
        "approve": ngettext(
            "%(number)d response was approved.", "%(number)d responses were approved.", number
        ),
        "reject": ngettext(
            "%(number)d response was rejected.", "%(number)d responses were rejected.", number
        ),
        "hold": ngettext(
            "%(number)d response was held.", "%(number)d responses were held.", number
        ),
    }
    return words[verb] % {"number": number}


def undo_all(pks: Iterable[int], by: User) -> CommandResult:
    """Undo the person's own decisions."""
    result = CommandResult()
    for decision in Decision.objects.filter(pk__in=list(pks), by=by).select_related("comment"):
        try:
            undo_and_reopen(decision, by=by)
            result.decisions.append(decision)
        except StateConflict as conflict:
            result.failures.append(_conflict_message(conflict))
    if result.decisions:
        result.messages.append(
            _("Undone: %(what)s.")
            % {"what": ", ".join(str(decision.comment) for decision in result.decisions[:3])}
        )
    return result


def _pin(comment: Comment) -> str:
    pin(comment, pinned=True)
    return _("%(it)s is pinned.") % {"it": comment}


def _unpin(comment: Comment) -> str:
    pin(comment, pinned=False)
    return _("%(it)s is no longer pinned.") % {"it": comment}


def _speak(voice: Voice) -> Callable[[Comment], str]:
    def speak(comment: Comment) -> str:
        speak_as(comment, voice)
        return _("%(it)s is marked: %(voice)s.") % {"it": comment, "voice": voice.label}

    return speak


def _close(comment: Comment) -> str:
    set_open_state(comment.article, OpenState.CLOSED)
    return _("“%(article)s” is closed to responses.") % {"article": comment.article}


def _open(comment: Comment) -> str:
    set_open_state(comment.article, OpenState.INHERIT)
    return _("“%(article)s” follows the site's setting for responses again.") % {
        "article": comment.article
    }


SINGLE_COMMANDS: dict[str, Callable[[Comment], str]] = {
    "pin": _pin,
    "unpin": _unpin,
    "reader": _speak(Voice.READER),
    "author": _speak(Voice.AUTHOR),
    "staff": _speak(Voice.STAFF),
    "close": _close,
    "open": _open,
}
