from urllib.parse import unquote, urlsplit

from wagtail.models import Site

from byline.lib.related import related_or_none
from byline.newsroom.models import Article
from byline.press.tags import depends_on
from byline.sharing.models import SharingSettings


def sharing_settings_of(site: Site) -> SharingSettings:
    """The site's sharing settings, or unsaved defaults."""
    depends_on(f"sharing:{site.pk}")
    return related_or_none(site, "sharingsettings") or SharingSettings(site=site)


def article_with_number(site: Site, number: int) -> Article | None:
    """The site's published article with this number."""
    article: Article | None = (
        Article.objects.published()
        .on(site)
        .filter(post_id=number)
        .select_related("site", "section")
        .first()
    )
    return article


def article_at_url(site: Site, url: str) -> Article | None:
    """The site's published article with this full address, by http or https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.netloc.lower() != urlsplit(site.root_url).netloc or parts.scheme not in (
        "http",
        "https",
    ):
        return None
    published = Article.objects.published().on(site).filter(permalink=unquote(parts.path))
    article: Article | None = published.select_related("site", "lead_picture").first()
    return article
