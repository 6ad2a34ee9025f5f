"""The demo, and articles that are difficult to lay out, for the tests of pages.

Imported where Django runs on a new data folder.
"""

import json
import math
import wave
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from byline.demo.actions import load_demo
from byline.discussion.actions import Grounds, decide, pin, post_comment, speak_as
from byline.discussion.actions.reporting import SubmittedReport, report_comment
from byline.discussion.actions.statistics import update_statistics
from byline.discussion.choices import (
    Act,
    Premoderation,
    Reason,
    ResponseOrder,
    Voice,
    WhoMayRespond,
)
from byline.discussion.keys import mail_key
from byline.discussion.models import CommentRules
from byline.discussion.submission import Submission
from byline.discussion.tokens import my_data_token
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, DocumentFile, Picture, SectionPage

LONG = (
    "Council resolves, by nine votes to eight and after a second count by torchlight, "
    "to consider at its next meeting whether this meeting was in fact a meeting"
)
WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochtrosyrafon"
SPONSORED = "forty-winters-on-the-same-two-feet"
IMPORTED = """
<h2>From the old site</h2><p onclick="alert(1)">Kept <font color="red">as it was</font>.</p>
<script>alert(2)</script>
<table><tr><th>Tide</th><th>Height, with a heading that is wider than a telephone</th>
<th>Remarks of the harbour master</th></tr>
<tr><td>High</td><td>4.38 m</td><td>Wet</td></tr></table>
<img src="https://elsewhere.example/tide.png" alt="A tide table">
"""

TALK = [
    (
        "Tove",
        (
            "It *always* runs **late**.\n\n> Always?\n\n1. Mondays\n2. Tuesdays\n\n"
            "`code` and https://elsewhere.example/"
        ),
        "",
        None,
    ),
    ("Tom Marrable", "I wrote so.", "https://tom.example/", 1),
    ("The desk", "It was corrected.", "", 2),
    ("W" * 80, "w" * 300, "https://elsewhere.example/" + "a" * 200, 3),
    ("ليلى", "الجسر مفتوح.", "", 4),
    ("Ida", "> " * 9 + "deep\n\n- a\n  - b\n    - c\n\n```\n" + "long line " * 40 + "\n```", "", 5),
]


def print_edition(data: Path) -> None:
    """Load everything, and write the paths of the difficult pages into `edition.json`."""
    load_demo()
    (data / "edition.json").write_text(json.dumps(print_hard_ones()), encoding="utf-8")


def print_hard_ones() -> dict[str, str]:
    """Publish the difficult articles. Returns their paths by name."""
    section = SectionPage.objects.get(path_of_slugs="river/bridge")
    people = list(Contributor.objects.order_by("pk")[:8])
    pictures = list(Picture.objects.order_by("pk")[:4])
    document, sound = (
        DocumentFile.objects.first(),
        actions.add_document(
            ContentFile(tone(), name="foghorn.wav"), site=section.site, title="The foghorn"
        ),
    )
    everything = actions.file_article(
        section,
        Copy(
            headline="Every kind of block on one page",
            standfirst="Nothing in it is true, and all of it has to be readable.",
            body=body_of_everything([picture.pk for picture in pictures], document.pk, sound.pk),
            credits=[Credit(people[0], "reported"), Credit(people[1], "photographs")],
            tags=["Old Bridge", "Überschwemmung & Co"],
            lead_picture=pictures[0],
            lead_caption="The first of the pictures.",
            machine_assisted=True,
        ),
    )
    names = people + [
        actions.add_contributor(site=section.site, name=f"Ada Number {number} of the Weekend Desk")
        for number in range(9, 13)
    ]
    crowded = actions.file_article(
        section,
        Copy(
            headline=LONG,
            label="satire",
            credits=[Credit(name) for name in names],
            body=[paragraph("One line.")],
        ),
    )
    wordy = actions.file_article(
        section,
        Copy(
            headline=WORD,
            standfirst=f"{WORD}.",
            credits=[Credit(people[1])],
            body=[paragraph(WORD)],
        ),
    )
    gone = actions.file_article(
        section,
        Copy(headline="Taken down", credits=[Credit(people[0])], body=[paragraph("It was wrong.")]),
    )
    lively = actions.file_article(
        section,
        Copy(
            headline="The bridge, and what you say",
            credits=[Credit(people[0])],
            body=[paragraph("Say it.")],
        ),
    )
    made = {
        "everything": everything,
        "crowded": crowded,
        "wordy": wordy,
        "gone": gone,
        "lively": lively,
    }
    paths = {name: actions.publish_article(article).permalink for name, article in made.items()}
    paths["sponsored"] = (
        Article.objects.published().get(slug=SPONSORED).permalink
    )  # so many days ago, whatever day it is
    actions.unpublish_article(gone)
    discussed = discuss(everything)
    talk_about(lively)
    return paths | discussed


def discuss(article: Article) -> dict[str, str]:
    """Create a response, a report of it, and daily statistics. Returns the paths of their pages."""
    words = "The harbour master's remarks are **wet** every day, and averylongwordwithoutanyplacetobreakitbecausepeopletypelikethis."
    submission = Submission(
        name="Tove", text=words, mail="tove@reader.example", address="203.0.113.7"
    )
    comment = post_comment(article, submission).comment
    decide(comment, Act.PUBLISH, Grounds(Reason.FINE))
    made = report_comment(
        comment,
        SubmittedReport(words="They are not.", mail="kit@reader.example", address="198.51.100.1"),
    ).report
    update_statistics(timezone.now())
    report, ticket = f"/-/report/{comment.pk}/", my_data_token(mail_key("tove@reader.example"))
    return {
        "report": report,
        "receipt": f"/-/report/receipt/{made.receipt}/",
        "held": f"/-/my-data/{ticket}/",
    }


def talk_about(article: Article) -> None:
    """Two pages of responses: long words, replies, pinned, by author and staff, and removed ones."""
    rules = CommentRules.for_site(article.site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.order = (
        WhoMayRespond.NAMED,
        Premoderation.NONE,
        False,
        ResponseOrder.THREADED,
    )
    rules.uses_learned_filter = False  # none of it reads like a letter
    rules.save()
    comments = [
        post_comment(article, Submission(name=name, text=words, link=link, parent=to)).comment
        for name, words, link, to in TALK
    ]
    ordinary = [
        post_comment(article, Submission(name="Ben", text=f"Thought {number}")).comment
        for number in range(60)
    ]
    pin(ordinary[0], pinned=True)
    speak_as(comments[1], Voice.AUTHOR)
    speak_as(comments[2], Voice.STAFF)
    for comment, act in (
        (ordinary[1], Act.REMOVE),
        (ordinary[2], Act.WITHDRAW),
        (ordinary[3], Act.ERASE),
    ):
        decide(comment, act, Grounds(Reason.OTHER))


def paragraph(words: str) -> dict[str, Any]:
    return {"type": "text", "value": f"<p>{words}</p>"}


def tone() -> bytes:
    """A WAV file with a tone of twenty seconds."""
    sound = BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 1, 8_000, 0, "NONE", ""))
        file.writeframes(
            bytes(
                128 + round(40 * math.sin(440 * math.tau * at / 8_000)) for at in range(20 * 8_000)
            )
        )
    return sound.getvalue()


def body_of_everything(pictures: list[int], document: int, sound: int) -> list[dict[str, Any]]:
    def picture(number: int, caption: str, *, decorative: bool = False) -> dict[str, Any]:
        return {
            "picture": pictures[number],
            "caption": caption,
            "alt": "",
            "decorative": decorative,
        }

    several = [picture(number, f"Picture {number}") for number in (1, 2, 3)]
    long_line = "print('" + "over the bridge and " * 12 + "back')"
    return [
        paragraph(
            'A <b>first</b> paragraph with <a href="https://elsewhere.example/page">a link to another site</a>.'
        ),
        {"type": "heading", "value": {"text": "A main heading", "level": "2"}},
        {
            "type": "text",
            "value": "<ul><li>one</li><li>two</li></ul><ol><li>first</li></ol><p>H<sub>2</sub>O, <s>gone</s>, <code>x</code></p>",
        },
        {"type": "heading", "value": {"text": "One below it", "level": "3"}},
        {"type": "picture", "value": picture(1, "What it is.")},
        {"type": "picture", "value": picture(2, "", decorative=True)},
        {"type": "gallery", "value": {"pictures": several, "caption": "All three."}},
        {
            "type": "quote",
            "value": {
                "text": "It was never open.\n\nIt never shut.",
                "attribution": "A ferryman",
                "pull": False,
            },
        },
        {"type": "quote", "value": {"text": "It was never open.", "attribution": "", "pull": True}},
        {
            "type": "embed",
            "value": {
                "url": "https://www.youtube.com/watch?v=abcdefghijk",
                "title": "The weir",
                "caption": "Two minutes.",
            },
        },
        {
            "type": "embed",
            "value": {"url": "https://films.elsewhere.example/weir", "title": "", "caption": ""},
        },
        {
            "type": "table",
            "value": {
                "columns": [
                    {"type": "text", "heading": heading}
                    for heading in ("", "At high water", "Remarks of the harbour master")
                ],
                "rows": [{"values": ["<p>Monday</p>", "<p>4.38 m</p>", "<p>Wet</p>"]}],
                "caption": "Two tides a day.",
            },
        },
        {"type": "code", "value": {"language": "python", "code": long_line}},
        {"type": "document", "value": {"document": document, "title": "The minutes"}},
        {"type": "document", "value": {"document": sound, "title": ""}},
        {"type": "divider", "value": None},
        {"type": "imported_html", "value": IMPORTED},
    ]
