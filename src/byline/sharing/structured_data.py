"""Structured data of pages: schema.org as JSON-LD."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site

from byline.network.models import SiteSettings
from byline.newsroom.choices import BylineRole, Label
from byline.newsroom.models import Article, Contributor, Correction, SectionPage
from byline.newsroom.queries import Link, Navigation
from byline.sharing.choices import POLICY_PAGES
from byline.sharing.models import SharingSettings
from byline.sharing.pictures import CardPicture, picture_on_card

Data = dict[str, Any]
CONTEXT = "https://schema.org"
ARTICLE_TYPES = {
    Label.NEWS: "NewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.OPINION: "OpinionNewsArticle",
    Label.SATIRE: "SatiricalArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}
CONTRIBUTION_PROPERTIES = {
    BylineRole.TRANSLATED: "translator",
    BylineRole.EDITED: "editor",
    BylineRole.PHOTOGRAPHS: "contributor",
    BylineRole.ILLUSTRATED: "contributor",
}
"""What contributors other than authors are to an article."""


def graph(*things: Data) -> Data:
    return {"@context": CONTEXT, "@graph": list(things)}


def publisher(masthead: SiteSettings, chosen: SharingSettings) -> Data:
    """The publisher, with the policy pages that the site has named."""
    site, pages = masthead.site, pages_of(masthead.site, chosen)
    return _without_empty(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{site.root_url}/#publisher",
            "name": masthead.name,
            "url": f"{site.root_url}/",
            "publishingPrinciples": pages["principles"],
            "correctionsPolicy": pages["corrections"],
            "ownershipFundingInfo": pages["ownership"] or _ownership_url(masthead),
            "sameAs": list(masthead.elsewhere),
        }
    )


def pages_of(site: Site, chosen: SharingSettings) -> dict[str, str]:
    """The full addresses of the policy pages by their names."""
    return {name: address_on(site, getattr(chosen, name)) for name in POLICY_PAGES}


def _ownership_url(masthead: SiteSettings) -> str:
    return f"{masthead.site.root_url}/network/" if masthead.is_on_record else ""


def address_on(site: Site, page: Page | None) -> str:
    """The full address of a standing page of this site; "" if readers cannot open it there."""
    above = site.root_page.url_path
    if page is None or not page.live or not page.url_path.startswith(above):
        return ""
    return f"{site.root_url}{iri_to_uri(page.url_path[len(above) - 1 :])}"


def website(masthead: SiteSettings, chosen: SharingSettings) -> Data:
    """The site, with its search."""
    root = masthead.site.root_url
    search = {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{root}/search/?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    return _without_empty(
        {
            "@type": "WebSite",
            "@id": f"{root}/#website",
            "url": f"{root}/",
            "name": masthead.name,
            "description": masthead.tagline,
            "inLanguage": masthead.language,
            "publisher": publisher(masthead, chosen),
            "potentialAction": search,
        }
    )


def article_as_data(
    article: Article, masthead: SiteSettings, chosen: SharingSettings, responses: Data
) -> Data:
    """The article. `responses` is the structured data of its responses."""
    root = masthead.site.root_url
    url = root + article.href
    picture = picture_on_card(article, masthead)
    data = {
        "@type": ARTICLE_TYPES[Label(article.label)],
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": article.search_description or article.standfirst,
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.updated_at or article.published_at),
        "inLanguage": masthead.language,
        "isAccessibleForFree": True,
        "articleSection": [
            section.title for section in (article.section, *article.further_sections.all())
        ],
        "keywords": [tag.name for tag in article.tags.all()],
        "image": _picture(picture) if picture else None,
        **people_of(article, root),
        "correction": [
            _correction(correction, url) for correction in article.published_corrections
        ],
        "publisher": publisher(masthead, chosen),
        "discussionUrl": f"{url}#responses" if responses else "",
    }
    return _without_empty(data | responses)


def people_of(article: Article, root: str) -> dict[str, list[Data]]:
    """Contributors by what they are to the article. Without an author, all count as authors."""
    parts: dict[str, list[Data]] = {}
    for byline in article.bylines.all():
        person = person_as_data(byline.contributor, root)
        same = parts.setdefault(CONTRIBUTION_PROPERTIES.get(BylineRole(byline.role), "author"), [])
        same.extend([person] if person not in same else [])
    return (
        parts
        if "author" in parts
        else {"author": [person for people in parts.values() for person in people]}
    )


def person_as_data(contributor: Contributor, root: str) -> Data:
    data = {
        "@type": "Person",
        "name": contributor.name,
        "url": root + contributor.href,
        "sameAs": list(contributor.elsewhere),
    }
    return _without_empty(data)


def profile_page(contributor: Contributor, masthead: SiteSettings) -> Data:
    """The page of a contributor."""
    root = masthead.site.root_url
    person = person_as_data(contributor, root) | _without_empty(
        {
            "jobTitle": contributor.position,
            "description": contributor.biography,
            "email": contributor.email,
            "worksFor": {
                "@type": "NewsMediaOrganization",
                "@id": f"{root}/#publisher",
                "name": masthead.name,
            },
        }
    )
    return {"@type": "ProfilePage", "url": root + contributor.href, "mainEntity": person}


def _correction(correction: Correction, url: str) -> Data:
    return {
        "@type": "CorrectionComment",
        "url": f"{url}#corrections",
        "datePublished": _moment(correction.published_at),
        "name": str(correction.get_kind_display()),
        "text": correction.text,
    }


def section_trail(section: SectionPage, guide: Navigation) -> list[Link]:
    """The section and those above it in the navigation."""
    above = [
        link
        for link in guide.sections
        if section.href.startswith(link.href) and link.href != section.href
    ]
    return [*above, Link(section.title, section.href)]


def breadcrumbs(masthead: SiteSettings, trail: Iterable[Link]) -> Data:
    """The breadcrumbs from the front page."""
    root = masthead.site.root_url
    steps: Sequence[Link] = [Link(masthead.name, "/"), *trail]
    data = [
        {"@type": "ListItem", "position": position, "name": step.title, "item": root + step.href}
        for position, step in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": data}


def _picture(picture: CardPicture) -> Data:
    data = {
        "@type": "ImageObject",
        "url": picture.href,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.description,
        "creditText": picture.credit,
    }
    return _without_empty(data)


def _without_empty(data: Data) -> Data:
    """Drop empty values."""
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
