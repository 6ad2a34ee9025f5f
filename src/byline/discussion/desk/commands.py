"""What moderators press, turned into the discussion's verbs."""

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


@dataclass(frozen=True)
class Command:
    """A button that was pressed: what for, about which responses, and in which state the person saw each of them."""

    verb: str
    pks: tuple[int, ...]
    seen: Mapping[int, str]
    reason: str = ""
    message: str | None = None


@dataclass
class CommandResult:
    """What came of it: decisions that can be undone, words for the person, and words about what could not be done."""

    decisions: list[Decision] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)


def parse_command(posted: Any) -> Command:
    """What a posted form asks for: `do` is verb:response or reject:response:reason, `bulk` a verb for every `pk`.

    Raises BadRequest for what no form of ours sends.
    """
    seen = {
        int(name[5:]): str(posted[name])
        for name in posted
        if name.startswith("seen_") and name[5:].isdecimal()
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
    told = posted.get(f"message_{pk}", "").strip()
    return Command(verb, (_number(pk),), seen, reason, told or None)


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > 18:  # noqa: PLR2004  (a key of the database's)
        raise BadRequest
    return int(said)


@transaction.atomic
def run_command(press: Command, comments: Iterable[Comment], by: User) -> CommandResult:
    """Do what was asked to each of the responses. What somebody else was quicker with is left, and told."""
    done, each = CommandResult(), list(comments)
    if press.verb in DECISION_VERBS:
        _decide(press, each, by, done)
    elif press.verb in SINGLE_COMMANDS and len(each) == 1:
        done.said.append(SINGLE_COMMANDS[press.verb](each[0]))
    else:
        raise BadRequest
    return done


def _decide(press: Command, comments: list[Comment], by: User, done: CommandResult) -> None:
    if wrong := _lacking(press):
        done.not_done.append(wrong)
        return
    told = reply_texts({comment.site_id for comment in comments})
    contested = set(
        Objection.objects.filter(comment__in=comments, settled_at=None).values_list(
            "comment", flat=True
        )
    )
    for comment in comments:
        if comment.pk in contested:
            words = _("An objection to %(it)s is open; it is settled on the response's own page.")
            done.not_done.append(words % {"it": comment})
            continue
        words = (
            press.message
            if press.message is not None
            else told[comment.site_id].get(press.reason, "")
        )
        _decide_one(
            comment,
            press,
            Grounds(_reason(press), by=by, message=words if press.verb == "reject" else ""),
            done,
        )
    if done.decisions:
        done.said.append(_what_was_done(press, done.decisions))


def _decide_one(comment: Comment, press: Command, ground: Grounds, done: CommandResult) -> None:
    seen = press.seen.get(comment.pk, comment.state)
    try:
        with transaction.atomic():
            if press.verb == "approve" and seen == State.PUBLISHED:
                done.decisions.append(keep_published(comment, ground))
            elif act := ACTS.get(
                (press.verb, State(seen) if seen in State.values else State.ERASED)
            ):
                done.decisions.append(decide_and_settle(comment, act, ground))
            else:
                done.not_done.append(_("That can't be done to %(it)s.") % {"it": comment})
    except StateConflict as not_now:
        done.not_done.append(_kindly(not_now))


def _reason(press: Command) -> Reason:
    if press.verb == "reject":
        return Reason(press.reason)
    return Reason.FINE if press.verb == "approve" else Reason.OTHER


def _lacking(press: Command) -> str:
    if not press.pks:
        return _("Select a response first.")
    if press.verb != "reject":
        return ""
    if press.reason not in MODERATOR_REASONS:
        return _("Say for what reason.")
    if press.reason == Reason.OTHER and not press.message:
        return _("Give the reason in your own words.")
    return ""


def _kindly(not_now: StateConflict) -> str:
    """Who was quicker, and what stands there now."""
    last = not_now.comment.decisions.select_related("by").order_by("pk").last()
    who = str(last.by) if last and last.by else _("Somebody")
    words = _("%(who)s was quicker: %(it)s is “%(state)s” by now. Nothing was changed.")
    return words % {
        "who": who,
        "it": not_now.comment,
        "state": not_now.comment.get_state_display(),
    }


def _what_was_done(press: Command, decisions: list[Decision]) -> str:
    if len(decisions) > 1:
        return _in_number(press.verb, len(decisions))
    [decision] = decisions
    if press.verb == "approve" and decision.before == State.PUBLISHED:
        return _("%(it)s stands.") % {"it": decision.comment}
    act = decision.get_act_display()
    reason = f" ({decision.get_reason_display()})" if press.verb == "reject" else ""
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
    """Take back decisions of this person's own."""
    done = CommandResult()
    for decision in Decision.objects.filter(pk__in=list(pks), by=by).select_related("comment"):
        try:
            undo_and_reopen(decision, by=by)
            done.decisions.append(decision)
        except StateConflict as not_now:
            done.not_done.append(_kindly(not_now))
    if done.decisions:
        done.said.append(
            _("Taken back: %(what)s.")
            % {"what": ", ".join(str(each.comment) for each in done.decisions[:3])}
        )
    return done


def _pin(comment: Comment) -> str:
    pin(comment, pinned=True)
    return _("%(it)s is pinned.") % {"it": comment}


def _unpin(comment: Comment) -> str:
    pin(comment, pinned=False)
    return _("%(it)s is pinned no longer.") % {"it": comment}


def _speak(voice: Voice) -> Callable[[Comment], str]:
    def speak(comment: Comment) -> str:
        speak_as(comment, voice)
        return _("%(it)s is marked: %(voice)s.") % {"it": comment, "voice": voice.label}

    return speak


def _close(comment: Comment) -> str:
    set_open_state(comment.article, OpenState.CLOSED)
    return _("“%(article)s” takes no more responses.") % {"article": comment.article}


def _open(comment: Comment) -> str:
    set_open_state(comment.article, OpenState.INHERIT)
    return _("“%(article)s” takes responses again, as its site says.") % {
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
