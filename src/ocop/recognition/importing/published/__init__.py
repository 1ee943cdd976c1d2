"""Lists of recognised products as provinces publish them: read cell by cell into rows, everything doubtful named. No database."""

from ocop.recognition.importing.published.reader import read_grids
from ocop.recognition.importing.published.rows import PublishedRow, RowStatus

__all__ = ["PublishedRow", "RowStatus", "read_grids"]
