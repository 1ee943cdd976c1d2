"""Numbers of decisions, products and certificates are given once, whatever is pressed at the same moment (NĐ 30/2020; Phụ lục II)."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from ocop.ledger.guarding import all_lifted
from ocop.ledger.models import AuditEntry
from ocop.products.models import Product
from ocop.recognition.importing.operations import import_register
from ocop.recognition.importing.tests.lists import line, write_csv
from ocop.recognition.models import Certificate, RecognitionDecision
from ocop.recognition.operations import recognise
from tests import builders as make
from tests.racing import DONE, together

from .builders import AT, chair, scored_dossier

TWICE = (
    "Danh sách này vừa được người khác nhập cùng lúc, chưa có gì của bạn được ghi. "
    "Hãy nhập lại: dòng đã có sẽ được bỏ qua."
)


@pytest.mark.django_db(transaction=True)
def test_a_decision_number_of_a_year_is_used_once() -> None:
    """Three papers with one number, two of them on one day; then the winner's own paper four times more."""
    dossiers = [scored_dossier() for _ in range(3)]
    days = [date(2026, 12, 15), date(2026, 12, 15), date(2026, 12, 16)]
    by = chair()
    told = together(*[
        lambda one=one, day=day: recognise([one], decision_number="1887/QĐ-UBND", decided_on=day, by=by, at=AT)
        for one, day in zip(dossiers, days, strict=True)
    ])  # fmt: skip
    assert told.count(DONE) == 1
    assert all(one == DONE or one.startswith("Số quyết định 1887/QĐ-UBND") for one in told)
    decision = RecognitionDecision.objects.get()
    own = [decision.items.get().dossier]
    again = together(*[
        lambda: recognise(own, decision_number="1887/QĐ-UBND", decided_on=decision.decided_on, by=by, at=AT)
    ] * 4)  # fmt: skip
    assert (again, RecognitionDecision.objects.count(), Certificate.objects.count()) == ([DONE] * 4, 1, 1)
    assert AuditEntry.objects.filter(action="decision_signed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_give_a_commune_two_codes_and_two_certificate_numbers() -> None:
    dossiers, by = [scored_dossier() for _ in range(4)], chair()
    told = together(*[
        lambda number=number, one=one: recognise(
            [one], decision_number=f"{number}/QĐ", decided_on=date(2026, 12, 15), by=by, at=AT
        )
        for number, one in enumerate(dossiers, start=1)
    ])  # fmt: skip
    assert told == [DONE] * 4
    assert sorted(Product.objects.values_list("commune_sequence_number", flat=True)) == [1, 2, 3, 4]
    codes = set(Product.objects.values_list("product_code", flat=True))
    assert set(Certificate.objects.values_list("certificate_number", flat=True)) == {f"GCN-{code}" for code in codes}
    assert len(codes) == 4


@pytest.mark.django_db
def test_a_second_certificate_of_one_year_counts_on() -> None:
    product = make.product()
    for number in range(2):
        recognise(
            [scored_dossier(product=product)],
            decision_number=f"{number}/QĐ",
            decided_on=date(2026, 12, 15),
            by=chair(),
            at=AT,
        )
    code = Product.objects.get(pk=product.pk).product_code
    numbers = list(Certificate.objects.order_by("pk").values_list("certificate_number", flat=True))
    assert numbers == [f"GCN-{code}", f"GCN-{code}-2"]


@pytest.mark.django_db(transaction=True)
def test_a_recognition_in_three_lists_imported_at_once_is_in_the_register_once(tmp_path: Path) -> None:
    make.province()
    lists = [
        write_csv(tmp_path / f"{number}.csv", [line(), line(product_name=f"Bánh tráng {number}")])
        for number in range(3)
    ]
    told = together(*[lambda path=path: import_register(path, dry_run=False, by=None, at=AT) for path in lists])
    assert DONE in told
    assert set(told) <= {DONE, TWICE}
    assert Certificate.objects.count() == Product.objects.count() == 1 + told.count(DONE)


@pytest.mark.django_db
def test_an_installed_province_with_one_number_twice_is_upgraded_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    unit, by = make.province(), chair()
    values = {
        "unit": unit,
        "unit_path": unit.path,
        "issuing_authority": "UBND",
        "signed_by": by,
        "signed_at": AT,
        "kind": "recognition",
    }
    rows = [
        RecognitionDecision.objects.create(**values, decision_number=number, decided_on=day)
        for number, day in [("1/QĐ", date(2025, 3, 1)), ("1/QĐ", date(2025, 6, 1)), ("1/QĐ", date(2026, 3, 1)), ("2/QĐ", date(2026, 3, 1))]
    ]  # fmt: skip
    migration = import_module("ocop.recognition.migrations.0003_numbers_given_once")
    with all_lifted(connection):  # as around every migration
        migration.fill_years(apps, connection.schema_editor())
    years = list(RecognitionDecision.objects.order_by("pk").values_list("number_year", flat=True))
    assert years == [2025, None, 2026, 2026]
    assert capsys.readouterr().out.strip() == (
        f"Số quyết định 1/QĐ năm 2025 có ở quyết định {rows[0].pk} và {rows[1].pk}; hãy đối chiếu bản ký."
    )
