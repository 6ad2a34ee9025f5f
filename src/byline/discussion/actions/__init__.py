"""The functions that write to this room's tables; nothing else does."""

from byline.discussion.actions.deciding import Grounds, StateConflict, decide, pin, speak_as, undo
from byline.discussion.actions.importing import ImportedThread, import_responses, update_imported
from byline.discussion.actions.posting import Posted, ResponseRefused, post_comment
from byline.discussion.actions.source_changes import mark_gone, refresh

__all__ = [
    "Grounds",
    "ImportedThread",
    "Posted",
    "ResponseRefused",
    "StateConflict",
    "decide",
    "import_responses",
    "mark_gone",
    "pin",
    "post_comment",
    "refresh",
    "speak_as",
    "undo",
    "update_imported",
]
