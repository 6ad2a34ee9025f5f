"""What is asked about sharing."""

from wagtail.models import Site

from byline.lib.questions import Given, Question
from byline.newsroom.models import Article
from byline.press.tags import show
from byline.sharing.models import SharingSettings

PAGES = ("principles", "corrections", "ownership")
CHOSEN = Question(lambda: SharingSettings.objects.filter(site=Given("site")).select_related(*PAGES))


def chosen_by(site: Site) -> SharingSettings:
    """What this site chose, or the defaults; nothing is written."""
    show(f"sharing:{site.pk}")
    return CHOSEN.one(site=site.pk) or SharingSettings(site=site)


def article_numbered(site: Site, number: int) -> Article | None:
    """The published article of the site that has this number."""
    found: Article | None = Article.objects.published().on(site).filter(post_id=number).select_related("site").first()
    return found
