"""The data folder: can it be used, is there room, is it private, are the secrets there?"""

import pwd
import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from byline.cli.checkups import Complaint
from byline.lib.disk_full import has_room, temporary_folder
from byline.lib.private_files import of_other_accounts, open_to_others
from byline.lib.secret_files import KEY_LOSSES, UnusableSecret, load_secret
from byline.lib.text import counted

MIN_FREE_BYTES = 500_000_000
MAX_COUNTED = 1000  # files of other accounts
LOSSES = {
    "secret-key": KEY_LOSSES,
    "welcome": "the link that opens the empty installation changes",
    "demo-password": "the demo's accounts get another password",
}


def unusable(data: Path) -> Iterator[Complaint]:
    """Complain of what prevents every other check."""
    if not data.is_dir():
        yield Complaint(
            f"There is no installation in {data}: that folder does not exist.",
            "Start `byline run` to make one there, or give the right folder with --data.",
        )
        return
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        yield Complaint(
            f"The data folder {data} cannot be written to: {error.strerror}.",
            "Make the account that runs Byline its owner: chown -R ACCOUNT FOLDER.",
        )


def owners(data: Path) -> Iterator[Complaint]:
    """Complain of files that the account that runs Byline does not own."""
    strangers = list(islice(of_other_accounts(data), MAX_COUNTED + 1))
    if strangers:
        count = counted(min(len(strangers), MAX_COUNTED), "file")
        if len(strangers) > MAX_COUNTED:
            count = f"more than {count}"
        owner = _account(data.stat().st_uid)
        yield Complaint(
            f"{owner} does not own {count} in the data folder, the first {strangers[0]} "
            f"(of {_account(strangers[0].lstat().st_uid)}), so Byline may not be able to change "
            "what it must.",
            f"chown -R {owner}: {data}",
        )


def modes(data: Path) -> Iterator[Complaint]:
    """Complain of what other accounts on this machine can read."""
    for path, mode in open_to_others(data):
        yield Complaint(
            f"Other accounts on this machine can read {path}.", f"chmod {mode:o} {path}"
        )


def secrets(data: Path, *, is_key_given: bool = False) -> Iterator[Complaint]:
    """Complain of secrets that are missing or cannot be used. Starting Django would make new ones.

    `welcome` and `demo-password` are made when they are needed, and the key, too, is not looked for
    if the settings give it.
    """
    folder = data / "secrets"
    if not is_key_given and not (folder / "secret-key").exists():
        yield Complaint(
            f"The secret {folder / 'secret-key'} is missing.", _restore_secret("secret-key")
        )
    for name in LOSSES.keys() - {"secret-key"} if is_key_given else LOSSES:
        try:
            load_secret(folder / name)
        except FileNotFoundError:
            continue
        except UnusableSecret as error:
            yield Complaint(str(error), _restore_secret(name))


def _restore_secret(name: str) -> str:
    return (
        "Stop Byline and put the one of a backup with secrets, or of another node of the same "
        "database, in its place. If you have none, "
        f"delete what is there and start Byline, which makes a new one: {LOSSES[name]}."
    )


def _account(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def disk_space(data: Path) -> Iterator[Complaint]:
    """Complain of a disk that is nearly full, also that of temporary files."""
    yield from low_disk_space(data, shutil.disk_usage(data).free)
    temporary = temporary_folder()
    if not has_room(temporary):
        yield Complaint(
            f"The disk of {temporary}, the folder for temporary files, is full.",
            "Free some space there, or start Byline with TMPDIR set to a folder on another disk.",
        )


def low_disk_space(data: Path, free: int) -> Iterator[Complaint]:
    """Complain if so few bytes are free that writing will soon fail."""
    if free < MIN_FREE_BYTES:
        yield Complaint(
            f"The disk of {data} is nearly full: {free // 1_000_000} MB are free.",
            "Free some space or move the data folder to a larger disk. On a full disk nothing "
            "can be saved.",
        )
