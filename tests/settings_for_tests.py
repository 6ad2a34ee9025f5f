"""The settings of the house that tests run in: a data folder of its own, nothing slow that no test is about."""

import os
import tempfile

os.environ["BYLINE_DATA"] = tempfile.mkdtemp(prefix="byline-tests-")

from byline.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
MEDIA_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
