"""A page of another paper for tests, as a browser saves it."""

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The ferry is late | The Lagoon</title>
<link rel="canonical" href="https://lagoon.example/2016/the-ferry-is-late.html">
<meta property="og:title" content="The ferry is late"><meta name="author" content="Rosa Quill; Bo Ek">
<meta property="article:published_time" content="2016-09-17T08:30:00+02:00">
<meta name="description" content="Why it waits for the tide.">{more}</head>"""
TEXT = """<body><header><nav><a href="/">Home</a> <a href="/about">About</a></nav></header><main><article><h1>The ferry is late</h1>
<p>The ferry has been late every day since the spring, and nobody at the harbour office can say why that is so, or
until when. <em>It waits</em> for the tide, says <a href="/2015/tide/">our older piece</a>.</p>
<figure><img src="ferry_files/quay.png" alt="A quay"><figcaption>The quay at six</figcaption></figure>
<h2>What the captain says</h2>
<p>“We sail when there is water,” says the captain, who has sailed here for thirty years and means to stay.</p>
<ul><li>First the tide, which comes when it comes</li><li>Then the ferry, an hour after that</li></ul></article></main>"""


def page(after: str = "", more: str = "") -> str:
    """The whole page, with `more` in its head and `after` behind the article."""
    return f"{HEAD.format(more=more)}{TEXT}{after}<footer>© The Lagoon</footer></body></html>"
