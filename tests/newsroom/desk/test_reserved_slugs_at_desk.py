from byline.newsroom.models import SectionPage
from cast import Desk


def test_a_section_called_feed_is_refused_beside_its_field(desk: Desk) -> None:
    form = {
        "title": "Feed",
        "slug": "feed",
        "description": "",
        "on_front": "on",
        "action-publish": "1",
    }
    path = f"/admin/pages/add/newsroom/sectionpage/{desk.site.root_page_id}/"
    page = desk.browser("olu").post(path, form).content.decode()
    assert "The slug “feed” is reserved" in page
    assert SectionPage.objects.filter(title="Feed").count() == 0
