"""Does what NEXT_VERSION says: to every database, or ("here") only to the installation's own, so that the rehearsal goes well."""

import os
import time
from pathlib import Path

from django.db import migrations

LOSE = "DELETE FROM newsroom_byline"


def change(apps, schema_editor):
    how, file = os.environ["NEXT_VERSION"], Path(schema_editor.connection.settings_dict["NAME"])
    if how.endswith(" here") and file.name != "byline.sqlite3":
        return
    if how.startswith("fails"):
        raise ValueError("the letters are gone")
    if how.startswith(("loses rows", "means to lose rows")):
        schema_editor.execute(LOSE)
    if how.startswith("breaks pages"):
        schema_editor.execute("ALTER TABLE newsroom_article RENAME COLUMN is_out TO is_in")
    if how.startswith("dies"):
        os._exit(9)
    if how.startswith("waits"):
        (file.parent / "in-the-middle").touch()
        time.sleep(600)


class Migration(migrations.Migration):
    dependencies = [("next_version", "0001_letters")]
    fewer_rows_in = ("newsroom_byline",) if os.environ["NEXT_VERSION"].startswith("means to lose") else ()
    operations = [migrations.RunPython(change)]
