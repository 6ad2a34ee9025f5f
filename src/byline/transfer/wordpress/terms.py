"""Imports the old site's categories as sections, and its tags as tags."""

import unicodedata

from django.db import transaction
from wagtail.models import Site

from byline.lib.slugs import free_slug, kept_slug, slugify
from byline.newsroom import actions
from byline.newsroom.models import SectionPage, Tag
from byline.newsroom.rules import RESERVED_SECTION_SLUGS
from byline.transfer.html.links import decode_path
from byline.transfer.html.plain_text import plain_text
from byline.transfer.run.fingerprint import fingerprint_of
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.report import ImportReport, ReportEntry
from byline.transfer.run.upsert import UpsertItem, upsert
from byline.transfer.wordpress.roundtrip import redirect_former, section_of
from byline.transfer.wordpress.rules import old_address
from byline.transfer.wordpress.survey import Survey
from byline.transfer.wordpress.wxr_records import WordPressItem, WordPressTerm, WordPressTermLink
from byline.transfer.wordpress_format.field_names import PRIMARY_CATEGORY_FIELDS, SECTION

TAGS_PER_TRANSACTION = 100  # tags
CATEGORY, TAG = "category", "tag"
TAG_DOMAINS = ("post_tag", "tag")
UNFILED = WordPressTerm(CATEGORY, "uncategorized", "Uncategorized")


def term_key(slug: str, name: str = "") -> str:
    """The end of the term's old address, decoded: its slug in the file, or made of its name."""
    decoded = unicodedata.normalize("NFC", decode_path(slug)).strip().strip("/")
    return decoded or slugify(name) or name.strip()


def parents_first(categories: dict[str, WordPressTerm]) -> list[str]:
    """The keys of all categories, each after its parent.

    A circle of parents is cut where it closes.
    """
    ordered: dict[str, None] = {}
    for first in list(categories):
        key, chain = first, list[str]()
        while key in categories and key not in ordered and key not in chain:
            chain.append(key)
            key = term_key(categories[key].parent) if categories[key].parent else ""
        ordered.update(dict.fromkeys(reversed(chain)))
    return list(ordered)


class Terms:
    """Imports categories and tags, and knows where an item is filed."""

    def __init__(self, survey: Survey, ledger: Ledger, report: ImportReport, site: Site) -> None:
        self.ledger, self.report, self.site = ledger, report, site
        self._menu = survey.menus.categories
        self.categories: dict[str, WordPressTerm] = {}
        self.tags: dict[str, WordPressTerm] = {}
        self.numbers: dict[str, str] = {}
        for term in survey.channel.terms:
            self._note(term)
        for filing in survey.filings:
            self._note(WordPressTerm(filing.domain, filing.slug, filing.name))

    def _note(self, term: WordPressTerm) -> None:
        key = term_key(term.slug, term.name)
        table = (
            self.categories
            if term.taxonomy == CATEGORY
            else self.tags
            if term.taxonomy in TAG_DOMAINS
            else None
        )
        if table is None or not key:
            return
        table.setdefault(key, term)
        if term.id is not None and table is self.categories:
            self.numbers.setdefault(str(term.id), key)

    def import_all(self) -> None:
        for key in parents_first(self._as_in_menu()):
            self._import_section(key, self.categories[key])
        tags = list(self.tags)
        for start in range(0, len(tags), TAGS_PER_TRANSACTION):
            self._import_tags(tags[start : start + TAGS_PER_TRANSACTION])

    def _as_in_menu(self) -> dict[str, WordPressTerm]:
        """The categories, those of the old menu first and in its order, which becomes the menu's
        order here.
        """
        places = {
            self.numbers[number]: place
            for number, place in self._menu.items()
            if number in self.numbers
        }
        keys = sorted(self.categories, key=lambda key: (key not in places, places.get(key, (0, 0))))
        return {key: self.categories[key] for key in keys}

    def old_path(self, key: str) -> str:
        """The category's slug after those of its parents, as in its old address."""
        keys = [key]
        while (
            above := term_key(self.categories[keys[0]].parent)
        ) in self.categories and above not in keys:
            keys.insert(0, above)
        return "/".join(keys)

    def redirect_old_addresses(self) -> None:
        """Redirect `/?cat=3` and the old paths, with and without parents, as WordPress did."""
        for number, key in self.numbers.items():
            if section := self.ledger.target(CATEGORY, key):
                actions.redirect_from(self.site, f"/?cat={number}", section)
        for key in self.categories:
            section = self.ledger.target(CATEGORY, key)
            for path in dict.fromkeys((key, self.old_path(key))) if section else ():
                if section.path_of_slugs != path:
                    actions.redirect_from(self.site, f"/category/{path}/", section)

    def _import_section(self, key: str, term: WordPressTerm) -> None:
        name, about = plain_text(term.name)[:255] or key, plain_text(term.description)
        parent: SectionPage | None = (
            self.ledger.target(CATEGORY, term_key(term.parent)) if term.parent else None
        )
        arrival = UpsertItem(
            CATEGORY,
            key,
            name,
            fingerprint_of(name, about),
            create=lambda: self._add_section(key, term, name, about, parent),
            revise=lambda section: actions.revise_section(section, name=name, description=about),
            current=lambda section: fingerprint_of(section.title, section.description),
        )
        upsert(self.ledger, self.report, arrival)

    def _add_section(
        self, key: str, term: WordPressTerm, name: str, about: str, parent: SectionPage | None
    ) -> SectionPage:
        beside = (parent or self.site.root_page).get_children()

        def is_taken(slug: str) -> bool:
            return slug in RESERVED_SECTION_SLUGS or beside.filter(slug=slug).exists()

        wanted, on_front = section_of(term, key, on_front=key != UNFILED.slug)
        wanted = kept_slug(wanted) or kept_slug(name) or "section"
        slug = free_slug(wanted, is_taken) if is_taken(wanted) else wanted
        section = actions.add_section(
            self.site, name=name, slug=slug, parent=parent, description=about, on_front=on_front
        )
        redirect_former(self.site, dict(term.meta), section)
        if slug != wanted:
            actions.redirect_from(
                self.site, f"/category/{section.path_of_slugs.removesuffix(slug)}{key}/", section
            )
            self.report.note_decision(
                ReportEntry(
                    CATEGORY, key, name, 0, f"its address was taken: now at {section.address}"
                )
            )
        return section

    @transaction.atomic
    def _import_tags(self, keys: list[str]) -> None:
        self.ledger.prefetch(TAG, keys)
        for key in keys:
            self._import_tag(key, self.tags[key])

    def _import_tag(self, key: str, term: WordPressTerm) -> None:
        name = plain_text(term.name)[:100] or key
        arrival = UpsertItem(
            TAG,
            key,
            name,
            fingerprint_of(name),
            create=lambda: actions.add_tag(name, key),
            revise=lambda tag: None,  # the name of a tag is the installation’s, not one site’s
            current=lambda tag: fingerprint_of(name),
        )
        upsert(self.ledger, self.report, arrival)

    def sections(self, item: WordPressItem) -> list[SectionPage]:
        """The item's sections, the primary one first; if none, the section for unfiled items."""
        keys = [term_key(filing.slug, filing.name) for filing in item.filed(CATEGORY)]
        sections = {key: section for key in keys if (section := self.ledger.target(CATEGORY, key))}
        if not sections:
            return [self._unfiled()]
        first = self._primary(item, sections)
        return list(dict.fromkeys([sections[first], *sections.values()]))

    def _primary(self, item: WordPressItem, sections: dict[str, SectionPage]) -> str:
        chosen = [
            term_key(item.meta.get(SECTION, "")),
            *(self.numbers.get(item.meta.get(name, "")) for name in PRIMARY_CATEGORY_FIELDS),
        ]
        path = old_address(item.link).path
        in_link = [key for key, section in sections.items() if f"/{section.path_of_slugs}/" in path]
        deepest = sorted(in_link, key=lambda key: -len(sections[key].path_of_slugs))
        return next((key for key in [*chosen, *deepest] if key in sections), next(iter(sections)))

    def _unfiled(self) -> SectionPage:
        key = self.numbers.get("1", UNFILED.slug)
        if self.ledger.find(CATEGORY, key) is None:
            self._import_section(key, UNFILED)
        section: SectionPage | None = (
            self.ledger.target(CATEGORY, key) or SectionPage.objects.filter(site=self.site).first()
        )
        return section or actions.add_section(self.site, name=UNFILED.name, on_front=False)

    def tags_of(self, item: WordPressItem) -> list[Tag | str]:
        """The item's tags. A feed's plain `<category>` without a taxonomy counts as one."""
        filings = [filing for filing in item.filings if filing.domain in TAG_DOMAINS]
        bare = (
            [filing for filing in item.filings if not filing.domain] if not _is_filed(item) else []
        )
        tags = [self._tag(filing) for filing in [*filings, *bare]]
        return list(dict.fromkeys(tag for tag in tags if tag))

    def _tag(self, filing: WordPressTermLink) -> Tag | str:
        known: Tag | None = self.ledger.target(TAG, term_key(filing.slug, filing.name))
        return known or plain_text(filing.name)[:100]


def _is_filed(item: WordPressItem) -> bool:
    return any(filing.domain for filing in item.filings)
