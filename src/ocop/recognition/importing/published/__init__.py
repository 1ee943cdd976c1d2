"""Lists of recognised products as provinces publish them: read cell by cell into rows, everything doubtful named. No database."""

from ocop.recognition.importing.published.rows import PublishedRow, Status, read_grids

__all__ = ["PublishedRow", "Status", "read_grids"]
