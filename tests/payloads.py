"""What strangers try, of our own composing: each would run `hit()` in some program that prints it carelessly. And how to see that none did."""

import re
from html.parser import HTMLParser

RUN = "window.hit=(window.hit||0)+1"

EVENTS = [
    f"<{tag}={RUN}>"
    for tag in (
        "img src=x onerror",
        "svg onload",
        "body onload",
        "video src=x onerror",
        "details open ontoggle",
        "input autofocus onfocus",
        "marquee onstart",
    )
]
MARKUP = [
    f"<script>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<SCRIPT/x>{RUN}</SCRIPT >",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f"<math><mtext><mglyph><style><math><img src=x onerror={RUN}>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src='javascript:parent.{RUN}'></iframe>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object><embed src='javascript:{RUN}'>",
    f"<form action='javascript:{RUN}'><button>go</button></form><button formaction='javascript:{RUN}'>x</button>",
    f"<p style='background:url(javascript:{RUN})'>x</p><style>*{{x:expression({RUN})}}</style>",
    f"<base href='javascript:{RUN}//'><meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<!--><img src=x onerror={RUN}>--><![CDATA[<img src=x onerror={RUN}>]]><?xml <img src=x onerror={RUN}>?>",
    f"</textarea><img src=x onerror={RUN}></title><script>{RUN}</script></style></noscript></template>",
    f"<img\u00a0src=x\u2028onerror={RUN}>\x00<img\x0csrc=x\x0bonerror={RUN}>",
    f"＜script＞{RUN}＜/script＞ \ufe64script\ufe65{RUN}",
    f"&lt;img src=x onerror={RUN}&gt; &#60;script&#62;{RUN}&#60;/script&#62;",
    "{{ 1|safe }}{% debug %}${hit}#{hit}<%= hit %>",
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"\u200ejavascript:{RUN}",
    f" javascript&colon;{RUN}",
    f"&#106;&#97;vascript:{RUN}",
    f"&#x6A;avascript&#58;{RUN}",
    f"javascript%3A{RUN}",
    f"javascript://harbour.example/%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==",
    f"vbscript:{RUN}",
    f'//harbour.example" onmouseover="{RUN}',
    f'https://harbour.example/" onmouseover="{RUN}',
    f"https://harbour.example/' onfocus='{RUN}' autofocus='",
    f"https://harbour.example/><svg onload={RUN}>",
    f"https://javascript:{RUN}@harbour.example/",
    f"view-source:javascript:{RUN}",
    f"blob:https://harbour.example/{RUN}",
]
LINKS = [
    form.format(address)
    for address in ADDRESSES
    for form in (
        "[x]({})",
        "[x](<{}>)",
        "<{}>",
        "![x]({})",
        "[x][1]\n\n[1]: {}",
        '[x](https://harbour.example "{}")',
        '<a href="{}">x</a>',
    )
]
QUOTES = [
    f'" onmouseover={RUN} "',
    f"' onclick='{RUN}",
    f'"><img src=x onerror={RUN}>',
    f"`` ` onerror={RUN} `",
    f'```" onload={RUN}\nx\n```',
    f"**_<img src=x onerror={RUN}>_**",
    f"> > <svg onload={RUN}>",
    f"- <svg onload={RUN}>\n  - [x](javascript:{RUN})",
    "[" * 500 + "](" * 500,
    f"http://harbour.example/<img/src=x/onerror={RUN}>",
    f'www.harbour.example/"onmouseover="{RUN}',
    f'a@b.example"onmouseover="{RUN}',
]
PAYLOADS = [*EVENTS, *MARKUP, *ADDRESSES, *LINKS, *QUOTES]


class Printed(HTMLParser):
    """What could act in a piece of printed HTML: `acting` should stay empty."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.acting: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attributes:
            scheme = re.sub(r"[\x00-\x20\u200b-\u200f]", "", value or "").lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.acting.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action", "data", "xlink:href") and re.match(
                r"(javascript|data|vbscript|blob):", scheme
            ):
                self.acting.append(f"{tag} {name}={value}")


def responses_in(page: str) -> str:
    """The part of an article's page that readers wrote, and the form below it."""
    start, end = page.index('<section class="discussion"'), page.rindex("</section>")
    return page[start:end]


def acting_in(html: str) -> list[str]:
    """What in it could run: handlers, styles, addresses that are programs."""
    printed = Printed()
    printed.feed(html)
    printed.close()
    strange = printed.tags & {
        "script",
        "style",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "base",
        "meta",
        "img",
        "template",
    }
    return printed.acting + sorted(strange)
