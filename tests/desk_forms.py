"""What the desk's forms send."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from byline.newsroom.models import Article
from cast import Desk


def article_form(
    headline: str, *, bylines: list[dict[str, Any]] | None = None, kept: int = 0, **more: Any
) -> dict[str, Any]:
    """An article in the editor, with these bylines, of which the first `kept` were there before."""
    data: dict[str, Any] = nested_form_data(
        {
            "title": headline,
            "slug": more.pop("slug", ""),
            "standfirst": "",
            "bylines": inline_formset(bylines or [], initial=kept),
            "corrections": inline_formset(
                more.pop("corrections", []), initial=more.pop("kept_corrections", 0)
            ),
            "comments": inline_formset([]),
            "body": streamfield([("text", rich_text("<p>The ferry is back.</p>"))]),
            "label": "news",
            "respond": "inherit",
            "pings": "inherit",
            "tags": "",
            **more,
        }
    )
    return data


def byline_rows(desk: Desk, *names: str) -> list[dict[str, Any]]:
    return [{"contributor": desk.names[name].pk, "role": "by"} for name in names]


def edit_form(article: Article, *, title: str = "", **more: Any) -> dict[str, Any]:
    """The article in the editor as it stands, with what else is sent."""
    rows = [
        {"id": row.pk, "contributor": row.contributor_id, "role": row.role}
        for row in article.bylines.all()
    ]
    more.setdefault("filed_in", article.section_id)
    return article_form(
        title or article.title, slug=article.slug, bylines=rows, kept=len(rows), **more
    )


def page_form(**fields: Any) -> dict[str, Any]:
    """A section or standing page in the editor."""
    data: dict[str, Any] = nested_form_data(
        {
            "comments": inline_formset([]),
            "picks": inline_formset([]),
            "body": streamfield([]),
            "policy": "",
            **fields,
        }
    )
    return data
