from byline.safekeeping.actions.backing_up import back_up, keep_backup
from byline.safekeeping.actions.restoring import restore

__all__ = ["back_up", "keep_backup", "restore"]
