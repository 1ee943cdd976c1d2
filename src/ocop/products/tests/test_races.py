"""A product exists once per producer, set and name: two clicks make one, and no second one takes its name."""

import pytest

from ocop.ledger.models import AuditEntry
from ocop.products.models import Product
from tests import builders
from tests.racing import DONE, attempt, together

from .test_products import register, update

TAKEN = "Chủ thể đã có sản phẩm tên này trong bộ sản phẩm đó."


@pytest.mark.django_db(transaction=True)
def test_four_clicks_register_one_product() -> None:
    owner = builders.account()
    row = builders.producer(user=owner)
    assert together(*[lambda: register(owner, producer=row)] * 4) == [DONE] * 4
    assert Product.objects.count() == AuditEntry.objects.filter(action="product_registered").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_products_renamed_to_one_name_at_once() -> None:
    owner = builders.account()
    row = builders.producer(user=owner)
    items = [builders.product(row, name=name) for name in ("Chè xanh", "Chè vàng")]
    told = together(*[lambda item=item: update(item, owner, name="Chè shan") for item in items])
    assert sorted(told) == sorted([DONE, TAKEN])
    assert Product.objects.filter(name="Chè shan").count() == 1


@pytest.mark.django_db
def test_the_same_name_may_stand_in_another_set_and_at_another_producer() -> None:
    owner = builders.account()
    row = builders.producer(user=owner)
    builders.product(row, name="Chè shan", set_number=11)
    assert attempt(lambda: register(owner, producer=row, name="Chè shan", set_number=12)) == DONE
    assert attempt(lambda: register(owner, name="Chè shan")) == DONE
