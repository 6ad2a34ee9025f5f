"""What stands in it."""

import re
import unicodedata

from django.db.models import F

from byline.discussion.choices import Reason, State, WordAction
from byline.discussion.models import ListedWord
from byline.discussion.moderation.context import RuleContext, Verdict, hold
from byline.discussion.sanitizing import links_of
from byline.lib.compiled_queries import CompiledQuery, Param

STATE_FOR_ACTION = {
    WordAction.HOLD: State.PENDING,
    WordAction.REJECT: State.REJECTED,
    WordAction.REFUSE: None,
}
STRICTEST_FIRST = (WordAction.REJECT, WordAction.REFUSE, WordAction.HOLD)
LISTED_WORDS = CompiledQuery(lambda: ListedWord.objects.filter(site=Param("site")))


def links(context: RuleContext) -> Verdict | None:
    """More links than the site lets pass."""
    number = len(links_of(context.scrubbed.html)) + bool(context.scrubbed.link)
    return hold(Reason.LINKS, str(number)) if number > context.rules.max_links else None


def listed_words(context: RuleContext) -> Verdict | None:
    """A word of the site's list, in the name, the text or the link; the sternest action counts."""
    listed = LISTED_WORDS.rows(site=context.article.site_id)
    said = (
        folded(f"{context.scrubbed.name}\n{context.scrubbed.text}\n{context.scrubbed.link}")
        if listed
        else ""
    )
    found = [word for word in listed if is_in(word.words, said)]
    if not found:
        return None
    worst = min(found, key=lambda word: STRICTEST_FIRST.index(WordAction(word.action)))
    ListedWord.objects.filter(pk=worst.pk).update(hits=F("hits") + 1)
    return Verdict(STATE_FOR_ACTION[WordAction(worst.action)], Reason.WORDS, worst.words)


def is_in(words: str, said: str) -> bool:
    """Whether the listed `words` stand in the folded text `said`, as whole words; * stands for any letters."""
    pattern = r"\w*".join(re.escape(part) for part in folded(words).split("*"))
    return re.search(rf"(?<!\w){pattern}(?!\w)", said) is not None


def folded(text: str) -> str:
    """`text` without case and accents, so that a listed word is found however it is dressed up."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
