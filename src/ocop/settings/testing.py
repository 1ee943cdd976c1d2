"""Settings of the test suite: the same system with a fast password hasher, a scratch data folder and plain static files."""

import os

from ocop.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# The live server of the tests serves static files only where it finds Django's application under its own name.
INSTALLED_APPS = ["django.contrib.staticfiles" if app == "ocop.web.apps.StaticFiles" else app for app in INSTALLED_APPS]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
OCOP_EXAMINE_APART = False  # a third of a second for each file; the tests of files/apart switch it on
OCOP_NOTICE_CHANNELS = {"email": "ocop.notices.channels.email.Email"}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that threads meet each other as they do in real life; without waiting for the disk.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = DATABASES["default"]["OPTIONS"]["init_command"].replace(
        "synchronous=FULL", "synchronous=OFF"
    )
# Workers side by side have a database each, and so files each: what one drops as an orphan, another may just have written.
MEDIA_ROOT = DATA_DIR / "files" / os.environ.get("PYTEST_XDIST_WORKER", "alone")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
OCOP_BUILD_DIR = VAR / "built"  # made by `make install`; cutting fonts once is enough

# Tests see every page as it is made; the test of the kept pages switches this back.
CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
