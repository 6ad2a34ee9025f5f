"""Files of Disqus and Isso for tests, written out as they would have."""

import sqlite3
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>harbour</forum><title>General</title></category>
"""
ISSO = """
    CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
    CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
        modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,
        likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
    INSERT INTO preferences VALUES ('session-key', 'a key of this installation');
"""


def disqus(*parts: str) -> str:
    return HEAD + "".join(parts) + "</disqus>\n"


def thread(number: int, link: str, *, named: str = "") -> str:
    return (
        f'<thread dsq:id="{number}"><id>{escape(named)}</id><forum>harbour</forum><link>{escape(link)}</link>'
        f"<title>Page {number}</title></thread>\n"
    )


def post(
    number: int,
    thread: int,
    words: str = "<p>Well said.</p>",
    *,
    name: str = "Ann",
    at: str = "2016-09-18T08:00:00Z",
    parent: int = 0,
    deleted: bool = False,
    spam: bool = False,
) -> str:
    above = f'<parent dsq:id="{parent}"/>' if parent else ""
    return f"""<post dsq:id="{number}"><id/><message><![CDATA[{words}]]></message><createdAt>{at}</createdAt>
<isDeleted>{str(deleted).lower()}</isDeleted><isSpam>{str(spam).lower()}</isSpam>
<author><email>ann@private.example</email><name>{name}</name></author><ipAddress>203.0.113.7</ipAddress>
<thread dsq:id="{thread}"/>{above}</post>
"""


def isso(
    path: Path, threads: dict[int, str], *comments: dict[str, object], wal: bool = False
) -> sqlite3.Connection:
    """A database with these threads' addresses and comments; open, so that what is in its journal
    stays there.
    """
    database = sqlite3.connect(path, isolation_level=None)
    if wal:
        database.execute("PRAGMA journal_mode = WAL")
    database.executescript(ISSO)
    database.executemany("INSERT INTO threads VALUES (?, ?, 'A page')", threads.items())
    for one in comments:
        row = {
            "tid": 1,
            "created": 1474185600.0,
            "mode": 1,
            "author": "Bo",
            "text": "Yes.",
            "voters": b"",
            "likes": 0,
        } | one
        names = ", ".join(row)
        database.execute(
            f"INSERT INTO comments ({names}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )
    return database
