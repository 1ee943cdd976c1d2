"""What someone new is led to: a producer first, then its first product, one step at a time."""

import pytest

from ocop.people.models import Role
from ocop.producers import pages as producers
from ocop.products import pages as products
from tests.builders import account, producer, product, province

pytestmark = pytest.mark.django_db


def test_the_first_task_is_to_register_and_the_second_a_product() -> None:
    person = account()

    def hrefs() -> list[str]:
        return [task.href for task in (*producers.tasks_for(person), *products.tasks_for(person))]

    assert hrefs() == ["/chu-the-cua-toi/dang-ky/"]
    row = producer(user=person)
    assert hrefs() == [f"/san-pham-cua-toi/moi/{row.pk}/"]
    product(row)
    assert hrefs() == []


def test_officials_are_led_to_neither() -> None:
    assert products.tasks_for(account(Role.PROVINCIAL_OFFICER, province())) == []
