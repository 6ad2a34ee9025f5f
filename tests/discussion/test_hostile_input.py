"""Whatever strangers hand in as text, name or link, nothing of it runs in a reader's browser.
PAYLOADS=file tries another list.
"""

import json
import os
import re
import sys
from collections import Counter
from pathlib import Path

from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from byline.discussion.models import Comment, CommentRules
from byline.newsroom.models import Article
from journeys.conftest import QUIET
from newsrooms import HOST
from payloads import PAYLOADS, acting_in, responses_in

OTHER = os.environ.get("PAYLOADS", "")


def tried() -> list[str]:
    """Our own payloads, or those of a file: JSON with `payload`s, or one a line."""
    if not OTHER:
        return PAYLOADS
    text = Path(OTHER).read_text(encoding="utf-8", errors="replace")
    payloads = (
        [row["payload"] for row in json.loads(text)]
        if OTHER.endswith(".json")
        else text.splitlines()
    )
    return list(dict.fromkeys(payload for payload in payloads if payload.strip()))


def test_nothing_that_strangers_hand_in_runs(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    (
        comment_rules.uses_learned_filter,
        comment_rules.max_links,
        comment_rules.max_length,
        comment_rules.max_recent_rejections,
    ) = False, 10_000, 50_000, 30_000
    comment_rules.save()
    pages, statuses = [], Counter[int]()
    for place, payload in enumerate(tried()):
        for field in ("text", "name", "link"):
            form = {
                "name": "Tove",
                "text": f"Thought {place}",
                "mail": f"{place}.{field}@reader.example",
            } | {field: payload}
            answer = reader.post(f"{ferry.permalink}respond/", form)
            statuses[answer.status_code] += 1
            if answer.status_code != 302:
                pages.append(answer.content.decode())
    pages += pages_of(reader, ferry)
    pages += [
        reader.post(
            f"{ferry.permalink}respond/",
            {"text": payload, "look": "1", "name": "T", "mail": "t@reader.example"},
        ).content.decode()
        for payload in tried()[::5]
    ]
    acting = [element for page in pages for element in acting_in(responses_in(page))]
    ran = programs_run(pages)
    sys.stdout.write(
        f"{len(tried())} payloads, answers {dict(statuses)}, "
        f"{len(pages)} pages shown, {ran} programs run\n"
    )
    assert set(statuses) <= {302, 422}
    assert Comment.objects.published().count() == statuses[302]
    assert (acting, ran) == ([], 0)


def pages_of(reader: Client, ferry: Article) -> list[str]:
    last = max(Comment.objects.values_list("number", flat=True))
    paths = [
        ferry.permalink,
        *(f"{ferry.permalink}comment-page-{number}/" for number in range(1, (last - 1) // 50 + 2)),
    ]
    return [reader.get(path).content.decode() for path in paths]


def programs_run(pages: list[str]) -> int:
    """How many programs of strangers Chromium ran in the pages, though no Content-Security-Policy
    forbade it.
    """
    ran = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page(base_url=f"http://{HOST}")
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.add_init_script(
            "for (const n of ['alert', 'confirm', 'prompt']) window[n] = () => { window.hit = "
            "(window.hit || 0) + 1 }"
        )
        for html in pages:
            ran += run_in(page, html)
        browser.close()
    return ran


def run_in(page: Page, html: str) -> int:
    def fulfil(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.frame == page.main_frame:
            route.fulfill(
                body=re.sub(r"<script src=[^>]*></script>", "", html),
                content_type="text/html; charset=utf-8",
            )
        else:
            route.abort()

    page.unroute_all()
    page.route("**/*", fulfil)
    page.goto(f"http://{HOST}/", wait_until="load")
    hits: int = page.evaluate("""() => {
        for (const each of document.querySelectorAll('.words *, .name *, form *'))
            for (const event of ['mouseover', 'focus', 'error', 'load', 'toggle'])
                each.dispatchEvent(new Event(event));
        return window.hit || 0;
    }""")
    return hits
