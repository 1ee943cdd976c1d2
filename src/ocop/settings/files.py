"""Uploaded files and static files. Evidence and photos are kept by content hash under DATA_DIR, never below a path a web server executes."""

import os

from .paths import DATA_DIR, DEBUG

MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "ocop.web.assets.finder.BuiltAssetsFinder",  # first: the sheet of a room is served as old browsers read it
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "ocop.web.assets.storage.NamedByContent"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # larger files go through the disk: twenty at once take no memory
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
# Limits of evidence files (assumed; an operator's choice, not the law's).
OCOP_EVIDENCE_MAX_BYTES = 20 * 1024 * 1024
OCOP_EVIDENCE_MAX_FILES = 300
OCOP_PHOTO_MAX_BYTES = (
    15 * 1024 * 1024
)  # of a photo that is shown; how many a product may have is a setting of the law room
OCOP_SURVEY_MAX_PHOTOS = 30  # of one visit of an advisory group
OCOP_CASE_MAX_FILES = 20  # with one conclusion or one explanation
# Examination of what is sent: in a process of its own (files/apart.py), so many at once on this machine, within memory and seconds.
OCOP_EXAMINE_APART = True
OCOP_EXAMINE_AT_ONCE = int(os.environ.get("OCOP_EXAMINE_AT_ONCE", "1"))
OCOP_EXAMINE_MEMORY_MB = int(
    os.environ.get("OCOP_EXAMINE_MEMORY_MB", "384")
)  # addresses, of which it really takes about half
OCOP_EXAMINE_SECONDS = 20
OCOP_EXAMINE_WAIT_SECONDS = (
    180  # twenty of the largest pictures take half a minute on a quiet machine, 150 seconds on a busy one
)
OCOP_VIEW_WAIT_SECONDS = 10  # for a page of evidence that is to be drawn first
# The longest request of all, read from its head before its body: five of the largest files with the answers of a page.
OCOP_REQUEST_MAX_BYTES = 5 * OCOP_EVIDENCE_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
