"""Imports the old site's authors as contributors."""

from collections.abc import Iterator
from unicodedata import normalize

from django.db import transaction
from wagtail.models import Site

from byline.lib.slugs import slugify
from byline.newsroom import actions
from byline.newsroom.models import Contributor
from byline.transfer.html.links import decode_path
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.report import ImportReport
from byline.transfer.run.upsert import UpsertItem, upsert
from byline.transfer.wordpress.media import MediaLibrary
from byline.transfer.wordpress.roundtrip import (
    biography_of,
    contributor_details,
    former_addresses,
    is_unsigned,
)
from byline.transfer.wordpress.survey import GuestAuthor, Survey
from byline.transfer.wordpress.wxr_records import WordPressAuthor, WordPressItem, WordPressTermLink

AUTHOR, GUEST, PAPER, PORTRAIT = "author", "guest-author", "paper", "portrait"
NOBODY = GuestAuthor("", "", "", 0)


def nicename(login: str) -> str:
    """The slug that WordPress makes of a login, the end of `/author/…/`.

    The export does not contain it.
    """
    return slugify(login.replace(".", "-"))


class People:
    """Imports authors, and knows whom an item credits."""

    def __init__(self, survey: Survey, ledger: Ledger, report: ImportReport, site: Site) -> None:
        self.survey, self.ledger, self.report, self.site = survey, ledger, report, site
        self._linked = {
            guest.linked: guest
            for guest in survey.guests.values()
            if guest.linked in survey.authors
        }
        self._logins = {nicename(login): login for login in [*survey.creators, *survey.authors]}
        self._logins |= {guest.slug: login for login, guest in self._linked.items()}

    def import_all(self) -> None:
        """Import every author named in the file, also those named only by an item."""
        for author in self.survey.authors.values():
            self._import_author(author)
        for login in self.survey.creators:
            if login not in self.survey.authors:
                self._import(AUTHOR, login, login, nicename(login))
        for guest in self.survey.guests.values():
            if guest.slug not in self._logins:
                self._import(GUEST, guest.slug, guest.name, guest.slug, guest)
        for slug, name in self._only_credited().items():
            self._import(GUEST, slug, name, slug)

    def set_portraits(self, media: MediaLibrary) -> None:
        """Set the portraits of Co-Authors Plus, once each, and never over one chosen here."""
        for guest in self.survey.guests.values():
            number = guest.meta.get("_thumbnail_id", "").strip()
            if not number.isdecimal() or self.ledger.find(PORTRAIT, guest.slug[:255]):
                continue
            picture, person = media.picture_itself(int(number)), self._person(guest.slug)
            if picture and person and person.portrait_id is None:
                with transaction.atomic():
                    actions.set_portrait(person, picture)
                    self.ledger.record(
                        PORTRAIT, guest.slug, person, content_hash=number, line=guest.line
                    )

    def redirect_numbers(self) -> None:
        """Redirect `/?author=3` to the contributor."""
        for author in self.survey.authors.values():
            person: Contributor | None = self.ledger.target(AUTHOR, author.login)
            if author.id and person:
                actions.redirect_to(self.site, f"/?author={author.id}", person.address)
        for guest in self.survey.guests.values():
            if known := self._person(guest.slug):
                for path in former_addresses(guest.meta):
                    actions.redirect_to(self.site, path, known.address)

    def slugs(self) -> Iterator[tuple[str, str, str]]:
        """The end of each author's old address, with the kind and key in the ledger."""
        yield from ((slug, AUTHOR, login) for slug, login in self._logins.items())
        yield from (
            (slug, GUEST, slug)
            for slug in self.survey.guests | self._only_credited()
            if slug not in self._logins
        )

    def _only_credited(self) -> dict[str, str]:
        """People credited by items and named nowhere else in the file, by slug."""
        credited = {
            _slug(filing): filing.name for filing in self.survey.filings if filing.domain == AUTHOR
        }
        return {
            slug: name
            for slug, name in credited.items()
            if slug not in self._logins and slug not in self.survey.guests
        }

    def _import_author(self, author: WordPressAuthor) -> None:
        """With the guest author of Co-Authors Plus that is the same person."""
        guest = self._linked.get(author.login, NOBODY)
        slug = guest.slug or nicename(author.login)
        self._import(AUTHOR, author.login, guest.name or author.display_name, slug, guest)

    def _import(
        self, kind: str, key: str, name: str, slug: str, guest: GuestAuthor = NOBODY
    ) -> None:
        name, about = plain_text(name)[:160] or key[:160], biography_of(guest.biography, guest.meta)
        arrival = UpsertItem(
            kind,
            key,
            name,
            fingerprint_of(name, about),
            create=lambda: actions.add_contributor(
                site=self.site,
                name=name,
                slug=slug,
                biography=about,
                **contributor_details(guest.meta),
            ),
            revise=lambda person: actions.revise_contributor(person, name=name, biography=about),
            current=lambda person: fingerprint_of(person.name, person.biography),
            line=guest.line,
        )
        upsert(self.ledger, self.report, arrival)

    def credited(self, item: WordPressItem) -> list[Contributor]:
        """The contributors of an item, in order: those of Co-Authors Plus, else its author; none if
        it names none.
        """
        if is_unsigned(item):
            return []
        named = [self._contributor(filing) for filing in item.filed(AUTHOR)]
        people = list(dict.fromkeys(person for person in named if person))
        writer: Contributor | None = (
            self.ledger.target(AUTHOR, item.creator) if item.creator else None
        )
        return people or ([writer] if writer else [])

    def _contributor(self, filing: WordPressTermLink) -> Contributor | None:
        return self._person(_slug(filing))

    def _person(self, slug: str) -> Contributor | None:
        key = (AUTHOR, self._logins[slug]) if slug in self._logins else (GUEST, slug)
        person: Contributor | None = self.ledger.target(*key)
        return person

    def paper(self) -> Contributor:
        """The site itself as a contributor, for articles without an author."""
        name = (self.site.site_name or self.site.hostname)[:160]
        if self.ledger.find(PAPER, "paper") is None:
            self._import(PAPER, "paper", name, name)
        known: Contributor | None = (
            self.ledger.target(PAPER, "paper")
            or Contributor.objects.at(self.site).filter(name=name).first()
        )
        return known or actions.add_contributor(site=self.site, name=name)


def _slug(filing: WordPressTermLink) -> str:
    return normalize("NFC", decode_path(filing.slug)).removeprefix("cap-") or filing.name
