"""What the desk's forms send."""

from typing import Any

from cast import Desk
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def filled_in(headline: str, *, bylines: list[dict[str, Any]] | None = None, kept: int = 0, **more: Any) -> dict[str, Any]:
    """An article in the editor, with these bylines, of which the first `kept` were there before."""
    data: dict[str, Any] = nested_form_data(
        {
            "title": headline,
            "slug": more.pop("slug", ""),
            "standfirst": "",
            "bylines": inline_formset(bylines or [], initial=kept),
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


def by(desk: Desk, *names: str) -> list[dict[str, Any]]:
    return [{"contributor": desk.names[name].pk, "role": "by"} for name in names]


def page_form(**fields: Any) -> dict[str, Any]:
    """A section or standing page in the editor."""
    data: dict[str, Any] = nested_form_data({"comments": inline_formset([]), "picks": inline_formset([]), "body": streamfield([]), "policy": "", **fields})
    return data
