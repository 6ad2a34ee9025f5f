"""Loads the demo newsroom into an empty installation: all of it or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.demo.body_keys import ContentByKey
from byline.demo.content_files import CONTENT_FOLDER, read_demo
from byline.demo.content_types import DemoArticle, DemoContributor, DemoSite
from byline.demo.responses import add_responses
from byline.demo.typed_pdf import typed_pdf
from byline.lib.media_folders import media_folder
from byline.lib.secret_files import derived_password, load_or_derive_secret, new_password
from byline.network.actions import save_network_record, update_settings
from byline.network.models import Affiliation
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.newsroom.quiet import quietly
from byline.press.actions import bypass

Progress = Callable[[int, int, str], None]
"""Called with the number of finished things, the number of all things, and what is being done."""


class InstallationNotEmptyError(Exception):
    """The installation has other content, which the demo would disturb."""


@dataclass(frozen=True)
class DemoSignIn:
    """The sites' host names, the default one first, and the editor's account.

    The account works from this machine only. `password` is "" if it was changed.
    """

    hostnames: tuple[str, ...]
    email: str
    password: str


@quietly()
def load_demo(
    progress: Progress = lambda done, total, what: None,
    *,
    content: Path = CONTENT_FOLDER,
) -> DemoSignIn:
    """Load the demo's sites, people, pictures and articles into an empty installation.

    Where the demo is loaded already, nothing changes. Raises InstallationNotEmptyError for an
    installation with other content, DemoContentError for a mistake in the files below `content`;
    then nothing is stored.
    """
    now = timezone.now()
    sites = read_demo(now, content)
    if Site.objects.exists() or User.objects.exists():
        return _sign_in_again(sites)
    with _delete_files_on_failure(), bypass(), transaction.atomic():
        _Loader(sites, now, progress).load()
    return DemoSignIn(
        tuple(site.hostname for site in sites), sites[0].people[0].email, demo_password()
    )


def _sign_in_again(sites: Sequence[DemoSite]) -> DemoSignIn:
    existing = set(Site.objects.values_list("hostname", flat=True))
    editor = User.objects.filter(email=sites[0].people[0].email, loopback_only=True).first()
    if editor is None or sites[0].hostname not in existing:
        raise InstallationNotEmptyError(
            "This data folder is not empty. The demo can only be loaded into an empty one: "
            "name another folder with --data."
        )
    hostnames = tuple(site.hostname for site in sites if site.hostname in existing)
    return DemoSignIn(
        hostnames, editor.email, demo_password() if editor.check_password(demo_password()) else ""
    )


def demo_password() -> str:
    """The password of the demo's accounts, which this installation made for itself."""
    return load_or_derive_secret("demo-password", derived_password, new_password)


@contextmanager
def _delete_files_on_failure() -> Iterator[None]:
    """On a failure, delete the files that were stored: a rollback does not remove them."""
    before = _stored_files()
    try:
        yield
    except BaseException:
        for file in _stored_files() - before:
            file.unlink()
        raise


def _stored_files() -> set[Path]:
    return {file for file in media_folder().rglob("*") if file.is_file()}


class _Loader:
    """Loads the demo once, and keeps what it has created so far."""

    def __init__(self, sites: Sequence[DemoSite], now: datetime, progress: Progress) -> None:
        self.sites, self.now, self.progress = sites, now, progress
        self.created = ContentByKey()
        self.contributors: dict[str, Contributor] = {}
        self.users: dict[str, User] = {}

    def load(self) -> None:
        self._create_accounts()
        opened = [
            self._open_site(demo_site, is_default=number == 0)
            for number, demo_site in enumerate(self.sites)
        ]
        self._add_pictures(opened)
        self._add_contributors(opened)
        for site, demo_site in zip(opened, self.sites, strict=True):
            sections = _add_sections(site, demo_site)
            self._grant_roles(site, demo_site, sections)
            self._add_documents(site, demo_site)
            self._add_pages(site, demo_site)
            self._publish_all(demo_site, sections)
            add_responses(site, demo_site.responses, self.created.articles, self._editor)
            actions.pick_for_front(site, [self.created.articles[key] for key in demo_site.front])

    def _create_accounts(self) -> None:
        for person in (person for site in self.sites for person in site.people):
            self.users[person.contributor] = create_user(
                person.email,
                person.name,
                demo_password(),
                superuser=not self.users,
                loopback_only=True,
            )

    def _add_pictures(self, opened: Sequence[Site]) -> None:
        pictures = [
            (site, picture)
            for site, demo_site in zip(opened, self.sites, strict=True)
            for picture in demo_site.pictures
        ]
        for number, (site, picture) in enumerate(pictures):
            self.progress(number, len(pictures), "adding pictures")
            with picture.file.open("rb") as file:
                self.created.pictures[picture.key] = actions.add_picture(
                    File(file, name=picture.file.name),
                    site=site,
                    title=picture.title,
                    description=picture.description,
                    credit=picture.credit,
                )

    def _add_contributors(self, opened: Sequence[Site]) -> None:
        for site, demo_site in zip(opened, self.sites, strict=True):
            for person in demo_site.contributors:
                self._add_contributor(site, person)
        for site, demo_site in zip(opened, self.sites, strict=True):
            named = {slug for article in demo_site.articles for slug, _role in article.bylines}
            for contributor in (self.contributors[slug] for slug in named):
                if contributor.site != site:
                    actions.share_contributor(contributor, site)

    def _add_contributor(self, site: Site, person: DemoContributor) -> None:
        self.contributors[person.slug] = actions.add_contributor(
            site=site,
            name=person.name,
            slug=person.slug,
            position=person.position,
            biography=person.biography.strip(),
            email=person.email,
            website=person.website,
            fediverse=person.fediverse,
            profiles="\n".join(person.profiles),
            portrait=self.created.pictures[person.portrait],
            user=self.users.get(person.slug),
        )

    def _open_site(self, demo_site: DemoSite, *, is_default: bool) -> Site:
        site = actions.open_site(
            name=demo_site.name,
            hostname=demo_site.hostname,
            tagline=demo_site.tagline,
            language=demo_site.language,
            time_zone=demo_site.time_zone,
            is_default=is_default,
        )
        update_settings(
            site,
            accent_colour=demo_site.accent_colour,
            ownership_line=demo_site.ownership_line,
            notice_line=demo_site.notice_line,
            contact=demo_site.contact,
            profiles="\n".join(demo_site.profiles),
        )
        save_network_record(site, [Affiliation(**asdict(row)) for row in demo_site.network])
        return site

    def _grant_roles(
        self, site: Site, demo_site: DemoSite, sections: dict[str, SectionPage]
    ) -> None:
        for person in demo_site.people:
            rooms = [sections[slug] for slug in person.sections]
            actions.grant_role(self.users[person.contributor], site, person.role, rooms)

    def _add_documents(self, site: Site, demo_site: DemoSite) -> None:
        for document in demo_site.documents:
            file = File(
                BytesIO(typed_pdf(document.title, document.text)), name=f"{document.key}.pdf"
            )
            self.created.documents[document.key] = actions.add_document(
                file, site=site, title=document.title
            )

    def _add_pages(self, site: Site, demo_site: DemoSite) -> None:
        for page in demo_site.pages:
            body = self.created.resolve_body(page.body)
            actions.add_standing_page(
                site,
                title=page.title,
                slug=page.slug,
                standfirst=page.standfirst,
                policy=page.policy,
                body=body,
            )

    def _publish_all(self, demo_site: DemoSite, sections: dict[str, SectionPage]) -> None:
        for number, article in enumerate(demo_site.articles):
            self.progress(number, len(demo_site.articles), f"publishing {demo_site.name}")
            self.created.articles[article.key] = self._publish(article, sections)

    def _publish(self, source: DemoArticle, sections: dict[str, SectionPage]) -> Article:
        owner = next((self.users[slug] for slug, _ in source.bylines if slug in self.users), None)
        article = actions.file_article(
            sections[source.section], self._copy(source, sections), owner=owner or self._editor
        )
        for correction in source.corrections:
            article = actions.correct_article(
                article,
                correction.text,
                kind=correction.kind,
                published_at=correction.published,
                user=self._editor,
            )
        if source.status == "draft":
            return article
        return actions.publish_article(
            article,
            user=self._editor,
            go_live_at=source.published if source.status == "scheduled" else None,
        )

    def _copy(self, source: DemoArticle, sections: dict[str, SectionPage]) -> Copy:
        return Copy(
            headline=source.headline,
            body=self.created.resolve_body(source.body),
            slug=source.slug,
            standfirst=source.standfirst,
            lead_picture=self.created.pictures[source.lead] if source.lead else None,
            lead_caption=source.lead_caption,
            label=source.label,
            machine_assisted=source.machine_assisted,
            credits=[Credit(self.contributors[slug], role) for slug, role in source.bylines],
            further_sections=[sections[slug] for slug in source.also],
            tags=source.tags,
            published_at=source.published if source.status == "published" else None,
            updated_at=source.updated,
            ownership_line=source.ownership,
            notice_line=source.notice,
            respond=source.respond,
        )

    @property
    def _editor(self) -> User:
        return next(iter(self.users.values()))


def _add_sections(site: Site, demo_site: DemoSite) -> dict[str, SectionPage]:
    sections: dict[str, SectionPage] = {}
    for section in demo_site.sections:
        sections[section.slug] = actions.add_section(
            site,
            name=section.name,
            slug=section.slug,
            description=section.description,
            parent=sections[section.parent] if section.parent else None,
        )
    return sections
