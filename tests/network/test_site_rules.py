import pytest
from django.core.exceptions import ValidationError

from byline.network import rules
from byline.network.models import SiteSettings
from byline.newsroom import actions


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("he", "rtl"),
        ("az", "ltr"),
        ("fa-AF", "rtl"),
    ],
)
def test_which_way_a_language_runs(language: str, direction: str) -> None:
    assert rules.text_direction(language) == direction


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("%postname%/", "starts with /"),
        ("/%year%/", "needs %postname% or %post_id%"),
        ("/%author%/%postname%/", "%author% is unknown. Accepted: %category%, %day%"),
        ("/%postname%/?x=1", "starts with /"),
        ("//evil.example/%postname%/", "single slashes"),
        ("/a/../%postname%/", "single slashes"),
        ("/admin/%postname%/", "such as /admin/the-bridge/, at which Byline itself answers"),
        ("/%postname%/feed", "such as /the-bridge/feed, at which Byline itself answers"),
    ],
)
def test_an_invalid_permalink_pattern_is_explained(pattern: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rules.validate_permalink_pattern(pattern)
    assert complaint in refused.value.messages[0]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_a_time_zone_is_one_of_the_iana_database(zone: str) -> None:
    with pytest.raises(ValidationError):
        rules.validate_time_zone(zone)


@pytest.mark.parametrize(
    ("colour", "complaint"),
    [("#ffee88", "Too pale"), ("red", "six hexadecimal digits"), ("#8a1c1", "six")],
)
def test_an_accent_that_cannot_be_read_is_refused(colour: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rules.validate_accent(colour)
    assert complaint in refused.value.messages[0]


@pytest.mark.parametrize("colour", ["#8a1c1c", "#000000", "#1a4d2e", "#0b3d91"])
def test_after_dark_every_accent_is_light_enough(colour: str) -> None:
    dark = rules.accent_after_dark(colour)
    assert rules.contrast(rules._rgb(dark), rules.DARK_PAGE) >= 4.5


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(rules.contrast((0, 0, 0), (255, 255, 255)), 1) == 21


def test_a_site_is_opened_whole_or_not_at_all(db: None) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.open_site(name="Post", hostname="post.example", time_zone="Mars/Olympus")
    assert (list(refused.value.message_dict), SiteSettings.objects.count()) == (["time_zone"], 0)
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Shop", "“Shop” has no name or no address."),
        ("https://shop.example/", "“https://shop.example/” has no name or no address."),
        ("Shop shop.example", "“shop.example” is not a web address."),
        ("Shop //shop.example/", "“//shop.example/” is not a web address."),
        ("Shop /\\shop.example/", "is not a web address."),
        ("Shop javascript:alert(1)", "“javascript:alert(1)” is not a web address."),
        ("Write mailto:nobody", "valid e-mail address"),
        (
            "\n".join(f"Link {number} /{number}/" for number in range(21)),
            "Enter at most 20 links.",
        ),
    ],
)
def test_an_invalid_link_is_explained(text: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rules.validate_links(text)
    assert complaint in refused.value.messages[0]


def test_links_are_a_name_and_an_address_a_line() -> None:
    text = (
        "Our shop https://shop.example/\n\n"
        "  Write to us   mailto:desk@harbour.example\nAbout /about/#crew\n"
    )
    rules.validate_links(text)
    assert rules.named_links(text) == [
        ("Our shop", "https://shop.example/"),
        ("Write to us", "mailto:desk@harbour.example"),
        ("About", "/about/#crew"),
    ]
