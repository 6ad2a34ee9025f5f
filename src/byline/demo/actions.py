"""Filling an empty house with the demo newsroom, all of it or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.demo.body_keys import ContentByKey
from byline.demo.content_files import CONTENT_FOLDER, read_demo
from byline.demo.content_types import DemoArticle, DemoPicture, DemoSite
from byline.demo.drawing import draw
from byline.demo.responses import add_responses
from byline.demo.typed_pdf import typed_pdf
from byline.network.actions import save_network_record, update_settings
from byline.network.models import Affiliation
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.quiet import quietly
from byline.press.actions import bypass

DEMO_PASSWORD = "out-on-thursdays"  # noqa: S105  (published on purpose: it works from this machine only)
Progress = Callable[[int, int, str], None]
Artist = Callable[[str, str, int], bytes]


class InstallationNotEmptyError(Exception):
    """The house has somebody's work in it, and the demo would be in its way."""


@dataclass(frozen=True)
class DemoSignIn:
    """How to get in: the sites' host names, the first one the default, and the editor's published sign-in.

    It works from this machine only. `password` is "" where somebody has changed it.
    """

    hostnames: tuple[str, ...]
    email: str
    password: str


@quietly()
def load_demo(
    progress: Progress = lambda done, total, what: None,
    *,
    content: Path = CONTENT_FOLDER,
    artist: Artist = draw,
) -> DemoSignIn:
    """Fill an empty house with the demo's sites, people, pictures and articles; where that was done before, change nothing.

    `progress` is told how many of how many things are done, and what is being done; `artist` makes a JPEG of a scene in a
    shape. Raises NotEmpty for a house with anything else in it, Unreadable for a mistake in the demo's files; nothing is
    kept of what was begun.
    """
    now = timezone.now()
    sites = read_demo(now, content)
    if Site.objects.exists() or User.objects.exists():
        return _sign_in_again(sites)
    drawn = _draw([picture for site in sites for picture in site.pictures], artist, progress)
    with _files_only_if_done(), bypass(), transaction.atomic():
        _Loading(sites, now, drawn, progress).load()
    return DemoSignIn(
        tuple(site.hostname for site in sites), sites[0].people[0].email, DEMO_PASSWORD
    )


def _sign_in_again(sites: Sequence[DemoSite]) -> DemoSignIn:
    here = set(Site.objects.values_list("hostname", flat=True))
    editor = User.objects.filter(email=sites[0].people[0].email, loopback_only=True).first()
    if editor is None or sites[0].hostname not in here:
        raise InstallationNotEmptyError(
            "This house is not empty. The demo is loaded into an empty one only: give another folder with --data."
        )
    hostnames = tuple(site.hostname for site in sites if site.hostname in here)
    return DemoSignIn(
        hostnames, editor.email, DEMO_PASSWORD if editor.check_password(DEMO_PASSWORD) else ""
    )


def _draw(pictures: Sequence[DemoPicture], artist: Artist, progress: Progress) -> dict[str, bytes]:
    drawn = {}
    for number, picture in enumerate(pictures):
        progress(number, len(pictures), "drawing pictures")
        drawn[picture.key] = artist(picture.scene, picture.shape, picture.seed)
    return drawn


@contextmanager
def _files_only_if_done() -> Iterator[None]:
    """Take back the files that were stored, if what they were stored for fails: the database forgets, a folder does not."""
    before = _stored_files()
    try:
        yield
    except BaseException:
        for name in _stored_files() - before:
            default_storage.delete(name)
        raise


def _stored_files() -> set[str]:
    found = set()
    for folder in ("original_images", "images", "documents"):
        if default_storage.exists(folder):
            found |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    return found


class _Loading:
    """One loading of the demo, with what it has made so far."""

    def __init__(
        self, sites: Sequence[DemoSite], now: datetime, drawn: dict[str, bytes], progress: Progress
    ) -> None:
        self.sites, self.now, self.drawn, self.progress = sites, now, drawn, progress
        self.shelf = ContentByKey()
        self.contributors: dict[str, Contributor] = {}
        self.users: dict[str, User] = {}

    def load(self) -> None:
        self._make_accounts()
        self._hang_pictures()
        self._name_contributors()
        for number, note in enumerate(self.sites):
            site = self._open(note, is_default=number == 0)
            sections = _add_sections(site, note)
            self._let_in(site, note, sections)
            self._file_documents(note)
            self._add_pages(site, note)
            self._publish_all(note, sections)
            add_responses(site, note.responses, self.shelf.articles, self._editor)
            actions.pick_for_front(site, [self.shelf.articles[key] for key in note.front])

    def _make_accounts(self) -> None:
        for person in (person for site in self.sites for person in site.people):
            self.users[person.contributor] = create_user(
                person.email,
                person.name,
                DEMO_PASSWORD,
                superuser=not self.users,
                loopback_only=True,
            )

    def _hang_pictures(self) -> None:
        for picture in (picture for site in self.sites for picture in site.pictures):
            file = File(BytesIO(self.drawn[picture.key]), name=f"{picture.key}.jpg")
            self.shelf.pictures[picture.key] = actions.add_picture(
                file, title=picture.title, description=picture.shows, credit=picture.credit
            )

    def _name_contributors(self) -> None:
        for person in (person for site in self.sites for person in site.contributors):
            self.contributors[person.slug] = actions.add_contributor(
                name=person.name,
                slug=person.slug,
                position=person.position,
                biography=person.biography.strip(),
                email=person.email,
                website=person.website,
                fediverse=person.fediverse,
                profiles="\n".join(person.profiles),
                portrait=self.shelf.pictures[person.portrait],
                user=self.users.get(person.slug),
            )

    def _open(self, note: DemoSite, *, is_default: bool) -> Site:
        site = actions.open_site(
            name=note.name,
            hostname=note.hostname,
            tagline=note.tagline,
            language=note.language,
            time_zone=note.time_zone,
            is_default=is_default,
        )
        update_settings(
            site,
            accent_colour=note.accent_colour,
            ownership_line=note.ownership_line,
            notice_line=note.notice_line,
            contact=note.contact,
            profiles="\n".join(note.profiles),
        )
        save_network_record(site, [Affiliation(**asdict(each)) for each in note.network])
        return site

    def _let_in(self, site: Site, note: DemoSite, sections: dict[str, SectionPage]) -> None:
        for person in note.people:
            rooms = [sections[slug] for slug in person.sections]
            actions.grant_role(self.users[person.contributor], site, person.role, rooms)

    def _file_documents(self, note: DemoSite) -> None:
        for document in note.documents:
            file = File(
                BytesIO(typed_pdf(document.title, document.text)), name=f"{document.key}.pdf"
            )
            self.shelf.documents[document.key] = actions.add_document(file, title=document.title)

    def _add_pages(self, site: Site, note: DemoSite) -> None:
        for page in note.pages:
            body = self.shelf.set_body(page.body)
            actions.add_standing_page(
                site,
                title=page.title,
                slug=page.slug,
                standfirst=page.standfirst,
                policy=page.policy,
                body=body,
            )

    def _publish_all(self, note: DemoSite, sections: dict[str, SectionPage]) -> None:
        for number, article in enumerate(note.articles):
            self.progress(number, len(note.articles), f"publishing {note.name}")
            self.shelf.articles[article.key] = self._publish(article, sections)

    def _publish(self, note: DemoArticle, sections: dict[str, SectionPage]) -> Article:
        owner = next((self.users[slug] for slug, _ in note.bylines if slug in self.users), None)
        article = actions.file_article(
            sections[note.section], self._copy(note, sections), owner=owner or self._editor
        )
        for each in note.corrections:
            article = actions.correct_article(
                article, each.text, kind=each.kind, published_at=each.told, user=self._editor
            )
        if note.status == "draft":
            return article
        return actions.publish_article(
            article,
            user=self._editor,
            go_live_at=note.published if note.status == "scheduled" else None,
        )

    def _copy(self, note: DemoArticle, sections: dict[str, SectionPage]) -> Copy:
        return Copy(
            headline=note.headline,
            body=self.shelf.set_body(note.body),
            slug=note.slug,
            standfirst=note.standfirst,
            lead_picture=self.shelf.pictures[note.lead] if note.lead else None,
            lead_caption=note.lead_caption,
            label=note.label,
            machine_assisted=note.machine_assisted,
            credits=[Credit(self.contributors[slug], role) for slug, role in note.bylines],
            further_sections=[sections[slug] for slug in note.also],
            tags=note.tags,
            published_at=note.published if note.status == "published" else None,
            updated_at=note.updated,
            ownership_line=note.ownership,
            notice_line=note.notice,
            respond=note.respond,
        )

    @property
    def _editor(self) -> User:
        return next(iter(self.users.values()))


def _add_sections(site: Site, note: DemoSite) -> dict[str, SectionPage]:
    sections: dict[str, SectionPage] = {}
    for section in note.sections:
        sections[section.slug] = actions.add_section(
            site,
            name=section.name,
            slug=section.slug,
            description=section.description,
            parent=sections[section.below] if section.below else None,
        )
    return sections
