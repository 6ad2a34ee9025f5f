"""What is asked about sharing."""

from urllib.parse import unquote, urlsplit

from wagtail.models import Site

from byline.lib.related import related_or_none
from byline.newsroom.models import Article
from byline.press.tags import depends_on
from byline.sharing.models import SharingSettings


def sharing_settings_of(site: Site) -> SharingSettings:
    """What this site chose, or the defaults; nothing is written."""
    depends_on(f"sharing:{site.pk}")
    return related_or_none(site, "sharingsettings") or SharingSettings(site=site)


def article_with_number(site: Site, number: int) -> Article | None:
    """The published article of the site that has this number."""
    found: Article | None = (
        Article.objects.published()
        .on(site)
        .filter(post_id=number)
        .select_related("site", "section")
        .first()
    )
    return found


def article_at_url(site: Site, url: str) -> Article | None:
    """The published article of the site whose whole address this is, in the scheme that its site has or in the other."""
    try:
        asked = urlsplit(url)
    except ValueError:
        return None
    if asked.netloc.lower() != urlsplit(site.root_url).netloc or asked.scheme not in (
        "http",
        "https",
    ):
        return None
    published = Article.objects.published().on(site).filter(permalink=unquote(asked.path))
    found: Article | None = published.select_related("site", "lead_picture").first()
    return found
