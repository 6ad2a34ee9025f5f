from proofs import Reader
from test_never_stale import Town, front, town, town_once  # noqa: F401  (fixtures)

from byline.network.actions import update_settings
from byline.newsroom import actions
from byline.press.wsgi import PageCache
from newsrooms import HOST


def test_a_front_page_names_an_edition_as_soon_as_there_is_one(
    front: PageCache,  # noqa: F811
    town: Town,  # noqa: F811
) -> None:
    reader = Reader(front)
    update_settings(town.site, edition_of="harbour")
    assert b"hreflang" not in reader.get("/", HTTP_HOST=HOST).body
    sister = actions.open_site(name="Saffara", hostname="saffara.example", language="ar")
    update_settings(sister, edition_of="harbour")
    assert b'hreflang="ar" href="http://saffara.example/"' in reader.get("/", HTTP_HOST=HOST).body
    update_settings(sister, language="fa")
    assert b'hreflang="fa" href="http://saffara.example/"' in reader.get("/", HTTP_HOST=HOST).body
