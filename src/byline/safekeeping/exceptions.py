"""Failures of backups, restores, upgrades and moves, each with a sentence for the operator."""


class BackupFailed(Exception):
    """The backup could not be made; nothing of it is left."""


class RestoreFailed(Exception):
    """The backup was not restored; the data folder is as it was."""


class UpgradeFailed(Exception):
    """The upgrade failed; the database is as it was before."""


class DatabaseFailed(Exception):
    """The database cannot be copied or restored."""


class MoveFailed(Exception):
    """The database was not moved; the one that the installation uses is as it was."""


class MoveInterrupted(MoveFailed):
    """One of the two databases failed. The next move goes on."""

    def __init__(self, database: str, reason: str) -> None:
        super().__init__(
            f"{database}: {reason.strip().removesuffix('.')}. When that is solved, run the command "
            "again: it goes on."
        )


class UnmovableRows(MoveFailed):
    """The other database cannot have these rows."""
