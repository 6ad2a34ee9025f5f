"""Rows of the rooms are written by actions and by the `save` of models, and nowhere else."""

import ast
from pathlib import Path

import byline

SOURCE = Path(byline.__file__).parent
WRITERS = frozenset({"actions", "actions.py", "models", "models.py", "managers.py", "migrations"})
SKIPPED = {
    "lib": "helpers, some of which write for an action",
    "press": "writes files and an index of its own",
    "safekeeping": "writes files",
    "transfer": "writes an import's ledger in the transaction of each item",
}
ALLOWED = {
    "newsroom/editing/form.py": "super().save",  # the editor's own save
    "sharing/drawing.py": "image.quantize(64, dither=Image.Dither.NONE).save",  # into memory
}
METHODS = frozenset(
    """
    save delete create bulk_create bulk_update get_or_create update_or_create create_from_request
    """.split()
)


def writes_in(source: str) -> list[str]:
    """The calls in the source that write rows, as far as their names show it."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        ast.unparse(function)
        for function in calls
        if isinstance(function, ast.Attribute)
        and (
            function.attr in METHODS
            or (function.attr == "update" and "objects" in ast.unparse(function))
        )
    ]


def test_only_actions_and_models_write_rows() -> None:
    modules = {
        str(path.relative_to(SOURCE)): path
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in SKIPPED
        and not WRITERS & set(path.relative_to(SOURCE).parts)
    }
    writes = {
        name: [
            write
            for write in writes_in(path.read_text(encoding="utf-8"))
            if write != ALLOWED.get(name)
        ]
        for name, path in modules.items()
    }
    assert len(modules) > 200
    assert {name: calls for name, calls in writes.items() if calls} == {}


def test_a_view_that_writes_would_be_reported() -> None:
    view = "def pin(request, pk):\n    Comment.objects.filter(pk=pk).update(is_pinned=True)"
    assert writes_in(view) == ["Comment.objects.filter(pk=pk).update"]
    assert writes_in("article.save()") == ["article.save"]
