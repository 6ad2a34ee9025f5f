"""The settings of the tests: a data folder of their own, and nothing slow that no test is about."""

import os
import tempfile

os.environ["BYLINE_DATA"] = tempfile.mkdtemp(prefix="byline-tests-")

from byline.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405
    # In memory. pytest-django appends the name of the process where several run the tests, and SQLite
    # ignores a parameter that it does not know.
    DATABASES["default"]["TEST"] = {"NAME": "file:tests?mode=memory&cache=shared&process="}  # noqa: F405
else:
    DATABASES["default"]["TEST"] = {}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
MEDIA_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
