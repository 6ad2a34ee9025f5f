from byline.safekeeping.actions.backing_up import back_up, keep_backup
from byline.safekeeping.actions.restoring import restore
from byline.safekeeping.actions.staging import copy_for_staging

__all__ = ["back_up", "copy_for_staging", "keep_backup", "restore"]
