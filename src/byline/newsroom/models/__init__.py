from byline.newsroom.models.address import Address
from byline.newsroom.models.article import Article
from byline.newsroom.models.article_numbers import ArticleNumbers, RetiredNumber
from byline.newsroom.models.byline import Byline, Contributor
from byline.newsroom.models.correction import Correction
from byline.newsroom.models.document import DocumentFile
from byline.newsroom.models.front_page import FrontPage, FrontPick
from byline.newsroom.models.picture import Picture, PictureRendition
from byline.newsroom.models.publish_failure import PublishFailure
from byline.newsroom.models.review import Review
from byline.newsroom.models.section import SectionPage
from byline.newsroom.models.site_collection import SiteCollection
from byline.newsroom.models.staff import Staff
from byline.newsroom.models.standing_page import StandingPage
from byline.newsroom.models.tag import ArticleTag, Tag

__all__ = [
    "Address",
    "Article",
    "ArticleNumbers",
    "ArticleTag",
    "Byline",
    "Contributor",
    "Correction",
    "DocumentFile",
    "FrontPage",
    "FrontPick",
    "Picture",
    "PictureRendition",
    "PublishFailure",
    "RetiredNumber",
    "Review",
    "SectionPage",
    "SiteCollection",
    "Staff",
    "StandingPage",
    "Tag",
]
