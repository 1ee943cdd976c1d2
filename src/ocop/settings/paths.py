"""Where the system keeps its data: one folder, named by OCOP_DATA_DIR (default: ./var beside the project)."""

import os
from pathlib import Path

PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("OCOP_DATA_DIR", PACKAGE_DIR.parent.parent / "var")).resolve()
OCOP_DEMO = os.environ.get("OCOP_DEMO", "0") == "1"
DEBUG = os.environ.get("OCOP_DEBUG", "0") == "1"
