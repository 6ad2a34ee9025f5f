"""The data folder of `pictured_paper.py`, which is made once for all modules of tests."""

import json
import shutil
from pathlib import Path
from typing import Any

from byline.lib.locks import exclusive
from running_server import output_of_script, prepared_data_folder


def prepared_paper(shelf: Path, data: Path) -> dict[str, Any]:
    """Copy the installation into the folder `data`, and return what the script printed."""
    master, keys = shelf / "pictured-paper", shelf / "pictured-paper.json"
    with exclusive(shelf / "pictured-paper.lock"):
        if not master.exists():
            draft = shelf / "pictured-paper.draft"
            shutil.rmtree(draft, ignore_errors=True)
            prepared_data_folder(shelf, draft)
            keys.write_text(output_of_script(Path(__file__).parent / "pictured_paper.py", draft))
            draft.rename(master)
    shutil.copytree(master, data)
    printed: dict[str, Any] = json.loads(keys.read_text())
    return printed
