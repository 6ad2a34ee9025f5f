"""Rules about what a response says."""

import re
import unicodedata

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
    """Responses with more links than the site allows wait for a moderator."""
    number = len(links_of(context.sanitized.html)) + bool(context.sanitized.link)
    return hold(Reason.LINKS, str(number)) if number > context.rules.max_links else None


def listed_words(context: RuleContext) -> Verdict | None:
    """A word of the site's list in the name, text or link: the strictest action counts."""
    listed = LISTED_WORDS.rows(site=context.article.site_id)
    if not listed:
        return None
    sanitized = context.sanitized
    text = folded(f"{sanitized.name}\n{sanitized.text}\n{sanitized.link}")
    matching = [word for word in listed if contains_words(text, word.words)]
    if not matching:
        return None
    strictest = min(matching, key=lambda word: STRICTEST_FIRST.index(WordAction(word.action)))
    state = STATE_FOR_ACTION[WordAction(strictest.action)]
    return Verdict(state, Reason.WORDS, strictest.words, matched=strictest)


def contains_words(text: str, words: str) -> bool:
    """Whether the folded `text` contains the listed `words` as whole words.

    A * in `words` stands for any letters.
    """
    pattern = r"\w*".join(re.escape(part) for part in folded(words).split("*"))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None


def folded(text: str) -> str:
    """`text` without case and accents, so that disguised spellings of a listed word are found."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
