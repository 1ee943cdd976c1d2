"""An import needs the administrative units."""

from pathlib import Path

import pytest

from ocop.ledger.errors import DomainError
from ocop.recognition.importing import import_register
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.territory.tests.loaded import AT


@pytest.mark.django_db
def test_nothing_is_imported_before_the_units_are_there(tmp_path: Path) -> None:
    with pytest.raises(DomainError, match="Chưa nạp danh mục đơn vị hành chính"):
        import_register(write_csv(tmp_path / "a.csv", [line()]), dry_run=True, by=None, at=AT)
