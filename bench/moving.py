"""An import: a WordPress export of 100,000 posts and 1,000,000 comments, then the same again."""

import os
import random
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from tests.running_server import BYLINE, clean_environment, prepared_data_folder

from bench.contestants import NotInstalled
from bench.contestants.wordpress import move_into_wordpress

POSTS = int(os.environ.get("POSTS", "100000"))
COMMENTS_A_POST = int(os.environ.get("COMMENTS_A_POST", "10"))
WORDS = (
    "the tide came in over wall and mole while nobody had seen a ferry since noon so they "
    "walked home by town road"
).split()
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"
><channel><title>The Harbour Bell</title>
<link>https://harbour.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://harbour.example</wp:base_blog_url>
"""


def run(folder: Path) -> Iterator[str]:
    export = folder / "export.xml"
    write_export(export, POSTS, COMMENTS_A_POST)
    items = POSTS * (1 + COMMENTS_A_POST)
    yield (
        f"{POSTS:,} posts, {POSTS * COMMENTS_A_POST:,} comments, "
        f"{export.stat().st_size / 2**20:,.0f} MB"
    )
    data = prepared_data_folder(folder, folder / "installation")
    seconds = [timed(data, export) for _time in range(2)]
    for name, (took, counts, _used) in zip(("the first time", "again"), seconds, strict=True):
        yield (
            f"  {name:<15} {took:8,.1f} s, {items / took:7,.0f} items a second (aim: 2,000); "
            f"{counts}"
        )
    yield f"  again is {seconds[0][0] / seconds[1][0]:.1f} x as fast (aim: 5 x)"
    yield (
        f"  most memory at any time: {max(used for _took, _said, used in seconds):,.0f} MB "
        "(aim: under 300 MB)"
    )
    yield from beside(folder)


def beside(folder: Path) -> Iterator[str]:
    """WordPress's own importer with a tenth of it, where it is at hand."""
    plugin, posts = os.environ.get("IMPORTER"), POSTS // 10
    if not plugin:
        yield "  WordPress's own importer: skipped, IMPORTER=FOLDER says where that plugin is"
        return
    export, installation = folder / "tenth.xml", folder / "wordpress"
    write_export(export, posts, COMMENTS_A_POST)
    installation.mkdir()
    try:
        took, came, comments, used = move_into_wordpress(installation, Path(plugin), export)
    except NotInstalled as error:
        yield f"  WordPress's own importer: skipped, {error}"
        return
    items = posts * (1 + COMMENTS_A_POST)
    yield (
        f"  WordPress's own importer, {posts:,} posts: {took:,.1f} s, {items / took:,.0f} "
        f"items a second, {used:,.0f} MB"
    )
    yield (
        f"    of {posts:,} posts and {posts * COMMENTS_A_POST:,} comments it has {came:,} and "
        f"{comments:,}"
    )


def timed(data: Path, export: Path) -> tuple[float, str, float]:
    """Seconds, what it said of its counts, and the most memory that it took in MB."""
    began, log = time.perf_counter(), data.with_name("told.txt")
    command = [*BYLINE, "--data", str(data), "import", "wordpress", str(export)]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, env=clean_environment()
        )
        _process, status, used = os.wait4(
            process.pid, 0
        )  # this one's own, where getrusage tells of all before it
    output = log.read_text(encoding="utf-8")
    if status:
        raise RuntimeError(output[-4000:])
    proof = re.search(r"The counts [^\n.]*", output)
    return time.perf_counter() - began, proof[0] if proof else "no proof", used.ru_maxrss / 1024


def write_export(path: Path, posts: int, comments: int) -> None:
    """The same export each time."""
    chance = random.Random(20160917)  # noqa: S311 - nothing is kept secret by it
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1, posts + 1):
            file.write(_post(chance, number, comments))
        file.write("</channel></rss>\n")


def _post(chance: random.Random, number: int, comments: int) -> str:
    at = (
        f"20{10 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02} "
        f"{number % 24:02}:{number % 60:02}:00"
    )
    body = "".join(f"<p>{_said(chance, 60)}</p>\n\n" for _paragraph in range(6))
    first = number * (comments + 1) * 2
    responses = "".join(
        _comment(chance, first + place, first if place % 3 == 2 else 0, at)  # noqa: PLR2004
        for place in range(comments)
    )
    day = at[:10].replace("-", "/")
    return f"""<item><title>{escape(_said(chance, 6))} {number}</title><link>https://harbour.example/{day}/piece-{number}/</link>
<dc:creator>writer-{number % 20}</dc:creator><guid>https://harbour.example/?p={number}</guid><content:encoded><![CDATA[{body}]]></content:encoded>
<excerpt:encoded></excerpt:encoded><wp:post_id>{number}</wp:post_id><wp:post_date>{at}</wp:post_date><wp:post_date_gmt>{at}</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:ping_status>open</wp:ping_status><wp:post_name>piece-{number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="category" nicename="section-{number % 30}">
<![CDATA[Section {number % 30}]]></category>
<category domain="post_tag" nicename="tag-{number % 500}"><![CDATA[Tag {number % 500}]]></category>
{responses}</item>
"""


def _comment(chance: random.Random, number: int, parent: int, at: str) -> str:
    who = number % 5000
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>Reader {who}</wp:comment_author>
<wp:comment_author_email>reader-{who}@sea.example</wp:comment_author_email>
<wp:comment_author_IP>203.0.113.{who % 250}</wp:comment_author_IP>
<wp:comment_date>{at}</wp:comment_date><wp:comment_date_gmt>{at}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{_said(chance, 40)}]]></wp:comment_content>
<wp:comment_approved>{0 if number % 40 == 0 else 1}</wp:comment_approved>
<wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>
"""


def _said(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))
