"""The old site's authors → contributors."""

import re
import unicodedata
from collections.abc import Iterator

from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Contributor
from byline.transfer.bringing import Arrival, bring
from byline.transfer.digest import digest
from byline.transfer.ledger import Ledger
from byline.transfer.report import Entry, Report
from byline.transfer.wordpress.export import Filing, Item
from byline.transfer.wordpress.rules import decoded, plain_text
from byline.transfer.wordpress.survey import Survey

AUTHOR, GUEST, PAPER = "author", "guest-author", "paper"


def nicename(login: str) -> str:
    """The slug that WordPress makes of a login, the end of `/author/…/`. The export doesn't say it."""
    text = unicodedata.normalize("NFKD", login.strip().lower())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.sub(r"-+", "-", re.sub(r"[\s.]+", "-", re.sub(r"[^\w\s.-]", "", text))).strip("-")


class People:
    """Brings authors in, and knows whom an item credits."""

    def __init__(self, survey: Survey, ledger: Ledger, report: Report, site: Site) -> None:
        self.survey, self.ledger, self.report, self.site = survey, ledger, report, site
        self._logins = {nicename(login): login for login in [*survey.creators, *survey.authors]}

    def bring_all(self) -> None:
        """Every author that the file names, also those who only signed an item."""
        for author in self.survey.authors.values():
            self._bring(AUTHOR, author.login, author.display_name, nicename(author.login))
        for login in self.survey.creators:
            if login not in self.survey.authors:
                self._bring(AUTHOR, login, login, nicename(login))
        for guest in self.survey.guests.values():
            if guest.slug not in self._logins:
                self._bring(GUEST, guest.slug, guest.name, guest.slug, guest.biography, guest.line)
        for slug, name in self._only_credited().items():
            self._bring(GUEST, slug, name, slug)

    def lead_from_numbers(self) -> None:
        """`/?author=3` leads to the contributor."""
        for author in self.survey.authors.values():
            person: Contributor | None = self.ledger.target(AUTHOR, author.login)
            if author.id and person:
                actions.lead_to(self.site, f"/?author={author.id}", person.address)

    def slugs(self) -> Iterator[tuple[str, str, str]]:
        """The end of each author's old address, and by which kind and key the ledger knows who it is."""
        yield from ((slug, AUTHOR, login) for slug, login in self._logins.items())
        yield from ((slug, GUEST, slug) for slug in self.survey.guests | self._only_credited() if slug not in self._logins)

    def _only_credited(self) -> dict[str, str]:
        """Those whom items credit and nothing else in the file tells of, by slug."""
        credited = {_slug(filing): filing.name for filing in self.survey.filings if filing.domain == AUTHOR}
        return {slug: name for slug, name in credited.items() if slug not in self._logins and slug not in self.survey.guests}

    def _bring(self, kind: str, key: str, name: str, slug: str, biography: str = "", line: int = 0) -> None:
        name, about = plain_text(name)[:160] or key[:160], plain_text(biography)
        arrival = Arrival(
            kind,
            key,
            name,
            digest(name, about),
            create=lambda: actions.add_contributor(name=name, slug=slug, biography=about),
            revise=lambda person: actions.revise_contributor(person, name=name, biography=about),
            current=lambda person: digest(person.name, person.biography),
            line=line,
        )
        bring(self.ledger, self.report, arrival)

    def credited(self, item: Item) -> list[Contributor]:
        """Whom the item names, in its order: Co-Authors Plus where it was used, else who wrote it, else the paper itself."""
        named = [self._contributor(filing) for filing in item.filed(AUTHOR)]
        people = list(dict.fromkeys(person for person in named if person))
        writer: Contributor | None = self.ledger.target(AUTHOR, item.creator) if item.creator else None
        if people or writer:
            return people or [writer] if writer else people
        self.report.tell(Entry(item.type, item.key, item.name, item.line, "no author in the file: signed by the paper itself"))
        return [self._paper()]

    def _contributor(self, filing: Filing) -> Contributor | None:
        slug = _slug(filing)
        key = (AUTHOR, self._logins[slug]) if slug in self._logins else (GUEST, slug)
        person: Contributor | None = self.ledger.target(*key)
        return person

    def _paper(self) -> Contributor:
        name = (self.site.site_name or self.site.hostname)[:160]
        if self.ledger.find(PAPER, "paper") is None:
            self._bring(PAPER, "paper", name, name)
        known: Contributor | None = self.ledger.target(PAPER, "paper") or Contributor.objects.filter(name=name).first()
        return known or actions.add_contributor(name=name)


def _slug(filing: Filing) -> str:
    return decoded(filing.slug).removeprefix("cap-") or filing.name
