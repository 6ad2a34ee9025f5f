"""A script that loads the demo with sketched pictures into the empty folder in BYLINE_DATA."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import django


def main() -> None:
    from small_content import sketched_content  # noqa: PLC0415 - only after Django has started

    from byline.demo.actions import load_demo  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        load_demo(content=sketched_content(Path(folder) / "content"))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    main()
