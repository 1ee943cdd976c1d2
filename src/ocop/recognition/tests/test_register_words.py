"""An upgrade lets the register's words be written at once and accuses nobody meanwhile; going back leaves the index to the release before."""

from types import SimpleNamespace

import pytest
from django.db import connection

from ocop.jobs.models import Job
from ocop.recognition import register_indexes
from ocop.recognition.jobs import ask_for_words, refresh_words_of_products
from ocop.recognition.models import RegisterEntry
from ocop.recognition.verifying import changed_register

from .test_register import published

pytestmark = pytest.mark.django_db


def test_going_back_to_before_a_column_leaves_the_index_to_the_release_before(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        on_table = "" if connection.vendor == "sqlite" else " ON products_product"
        cursor.execute(f"DROP TRIGGER register_follows_product{on_table}")
    product = published("Trà sen")
    monkeypatch.setattr(register_indexes, "SEARCHED", ("search_key", "a_column_of_tomorrow"))
    register_indexes.ensure_register_indexes()
    product.name, product.search_key = "Mật ong", "mat ong"
    product.save()
    assert RegisterEntry.objects.get().name == "Trà sen"  # nothing was made


def test_an_upgrade_asks_for_words_at_once_and_a_row_without_them_is_not_called_changed() -> None:
    published("Trà sen")
    RegisterEntry.objects.update(other_words="")  # as a migration adds the column
    forwards, back = [(SimpleNamespace(app_label="recognition"), way) for way in (False, True)]
    for plan in ([], [back], [(SimpleNamespace(app_label="councils"), False)]):
        ask_for_words(plan)
    assert not Job.objects.exists()
    ask_for_words([forwards])
    ask_for_words([forwards])
    assert Job.objects.get().kind == "refresh_words"
    assert [one for one in changed_register() if one] == []
    list(refresh_words_of_products(SimpleNamespace()))  # type: ignore[arg-type]
    assert RegisterEntry.objects.get().other_words == "tea fresh processed"
