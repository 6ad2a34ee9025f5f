"""Why a backup was not made or not put back; each in a sentence for the person who asked."""


class BackupFailed(Exception):
    """It could not be made; nothing is left of it."""


class RestoreFailed(Exception):
    """It was not put back; the data folder is as it was."""


class UpgradeFailed(Exception):
    """The house stayed as it was, or is again."""
