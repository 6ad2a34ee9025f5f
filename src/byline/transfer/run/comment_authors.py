"""Which authors of comments belong to the newsroom."""

from collections.abc import Mapping
from dataclasses import dataclass

from byline.accounts.models import User
from byline.discussion.choices import Voice
from byline.newsroom.models import Article, Contributor
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.vocabulary import AUTHOR


@dataclass(frozen=True, slots=True)
class CommentAuthor:
    """In whose name a response speaks, with the account here if there is one."""

    voice: Voice = Voice.READER
    user: User | None = None


class CommentAuthors:
    """Knows the old site's users by their numbers. Those named in the export wrote for the site."""

    def __init__(self, logins: Mapping[int, str], ledger: Ledger) -> None:
        self.ledger, self._logins = ledger, logins

    def of(self, number: int, article: Article) -> CommentAuthor:
        """The author of a comment under the article. The article's bylines must be loaded."""
        login = self._logins.get(number)
        person: Contributor | None = self.ledger.target(AUTHOR, login) if login else None
        if person is None:
            return CommentAuthor()
        is_contributor = any(byline.contributor_id == person.pk for byline in article.bylines.all())
        return CommentAuthor(Voice.AUTHOR if is_contributor else Voice.STAFF, person.user)
