"""Where the system keeps its data: one folder, named by OCOP_DATA_DIR.

Without it, ./var beside the project; the demonstration keeps its own in ./var/demo, so that invented accounts and their published
password never stand in the database of an installation that somebody relies on.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PACKAGE_DIR = Path(__file__).resolve().parent.parent
TESTING = os.environ.get("DJANGO_SETTINGS_MODULE") == "ocop.settings.testing"
if TESTING:  # set before anything reads them: a test run never touches the data of an installation
    if "OCOP_DATA_DIR" not in os.environ:
        os.environ["OCOP_DATA_DIR"] = tempfile.mkdtemp(prefix="ocop-test-")
        atexit.register(shutil.rmtree, os.environ["OCOP_DATA_DIR"], ignore_errors=True)
    os.environ.setdefault("OCOP_SECRET_KEY", "only-for-tests-" + "x" * 50)
    os.environ.setdefault("OCOP_HTTPS", "0")
OCOP_DEMO = os.environ.get("OCOP_DEMO", "0") == "1"
VAR = PACKAGE_DIR.parent.parent / "var"
DATA_DIR = Path(os.environ.get("OCOP_DATA_DIR") or (VAR / "demo" if OCOP_DEMO else VAR)).resolve()
# Fonts, styles and maps are made of the code alone: both default folders share them.
OCOP_BUILD_DIR = DATA_DIR / "built" if os.environ.get("OCOP_DATA_DIR") else VAR / "built"
DEBUG = os.environ.get("OCOP_DEBUG", "0") == "1"
