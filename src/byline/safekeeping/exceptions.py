"""Failures of backups, restores and upgrades, each with a sentence for the operator."""


class BackupFailed(Exception):
    """The backup could not be made; nothing of it is left."""


class RestoreFailed(Exception):
    """The backup was not restored; the data folder is as it was."""


class UpgradeFailed(Exception):
    """The upgrade failed; the database is as it was before."""


class DatabaseFailed(Exception):
    """The database cannot be copied or restored."""
