"""Official documents: a folder with fonts the site has a licence for (Times New Roman); without it PDFs are set in Noto Serif."""

import os
from pathlib import Path

_folder = os.environ.get("OCOP_PAPER_FONTS", "")
OCOP_PAPER_FONTS = Path(_folder).resolve() if _folder else None
