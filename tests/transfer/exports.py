"""WordPress exports for tests, written out as the old site would have."""

from pathlib import Path
from xml.sax.saxutils import escape

VERSIONS = ("1.0", "1.1", "1.2")
SITE = "https://harbour.example"


def cdata(text: str) -> str:
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def wxr(
    *parts: str,
    version: str = "1.2",
    head: str = "",
    title: str = "The Harbour Bell",
    encoding: str = "UTF-8",
) -> str:
    """A whole file: `parts` are items, `head` what stands in the channel before them (authors,
    terms).
    """
    named = f"<wp:wxr_version>{version}</wp:wxr_version>" if version else ""
    return f"""<?xml version="1.0" encoding="{encoding}" ?>
<!-- An export for tests. -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/{version or "1.2"}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/{version or "1.2"}/">
<channel>
<title>{escape(title)}</title>
<link>{SITE}</link>
<description>Tides, trades and town talk</description>
<language>en-GB</language>
{named}
<wp:base_site_url>{SITE}</wp:base_site_url>
<wp:base_blog_url>{SITE}</wp:base_blog_url>
{head}
{"".join(parts)}
</channel>
</rss>
"""


def author(login: str, name: str, number: int = 1) -> str:
    return (
        f"<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_email>{login}@private.example</wp:author_email>"
        f"<wp:author_display_name>{cdata(name)}</wp:author_display_name></wp:author>\n"
    )


def category(slug: str, name: str, *, parent: str = "", number: int = 0) -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{cdata(name)}</wp:cat_name></wp:category>\n"
    )


def filed(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>'


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"


def item(
    number: int,
    title: str = "",
    body: str = "",
    *,
    kind: str = "post",
    status: str = "publish",
    slug: str | None = None,
    link: str | None = None,
    date: str = "2016-09-17 08:30:00",
    gmt: str = "2016-09-17 06:30:00",
    creator: str = "inga",
    excerpt: str = "",
    password: str = "",
    parent: int = 0,
    order: int = 0,
    more: str = "",
) -> str:
    """One item; what is not given is what an ordinary published post has.

    `more` is XML at its end.
    """
    slug = f"piece-{number}" if slug is None else slug
    link = f"{SITE}/2016/09/17/{slug}/" if link is None else link
    return f"""<item>
<title>{cdata(title or f"Piece {number}")}</title>
<link>{escape(link)}</link>
<dc:creator>{cdata(creator)}</dc:creator>
<guid isPermaLink="false">{SITE}/?p={number}</guid>
<content:encoded>{cdata(body or f"<p>The words of piece {number}.</p>")}</content:encoded>
<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>{date}</wp:post_date>
<wp:post_date_gmt>{gmt}</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status>
<wp:ping_status>open</wp:ping_status>
<wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status>
<wp:post_parent>{parent}</wp:post_parent>
<wp:menu_order>{order}</wp:menu_order>
<wp:post_type>{kind}</wp:post_type>
<wp:post_password>{escape(password)}</wp:post_password>
<wp:is_sticky>0</wp:is_sticky>
{more}
</item>
"""


def attachment(
    number: int, file: str, *, parent: int = 0, alt: str = "", caption: str = "", title: str = ""
) -> str:
    """A file of the old site, at `wp-content/uploads/FILE`."""
    more = f"<wp:attachment_url>{SITE}/wp-content/uploads/{file}</wp:attachment_url>"
    more += meta("_wp_attached_file", file) + meta("_wp_attachment_image_alt", alt)
    return item(
        number,
        title or file,
        " ",
        kind="attachment",
        status="inherit",
        excerpt=caption,
        parent=parent,
        more=more,
    )


def write(folder: Path, text: str, name: str = "export.xml", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def comment(
    number: int,
    words: str = "Well said.",
    *,
    author: str = "Ann",
    mail: str = "ann@private.example",
    url: str = "",
    address: str = "203.0.113.7",
    date: str = "2016-09-18 10:00:00",
    gmt: str = "2016-09-18 08:00:00",
    approved: str = "1",
    kind: str = "comment",
    parent: int = 0,
    user: int = 0,
    more: str = "",
) -> str:
    """One comment, to stand at the end of an item; what is not given is what an ordinary published
    one has.
    """
    return f"""<wp:comment>
<wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>{cdata(author)}</wp:comment_author>
<wp:comment_author_email>{escape(mail)}</wp:comment_author_email>
<wp:comment_author_url>{escape(url)}</wp:comment_author_url>
<wp:comment_author_IP>{address}</wp:comment_author_IP>
<wp:comment_date>{date}</wp:comment_date>
<wp:comment_date_gmt>{gmt}</wp:comment_date_gmt>
<wp:comment_content>{cdata(words)}</wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved>
<wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent>
<wp:comment_user_id>{user}</wp:comment_user_id>
{more}</wp:comment>
"""
