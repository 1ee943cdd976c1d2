"""The page of the device says what it can without a script, and the beat asks for nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db


def test_the_list_is_for_signed_in_people_and_explains_itself_without_script() -> None:
    client = Client()
    assert client.get(reverse("deliveries:unsent")).status_code == 302
    client.force_login(builders.account(), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("deliveries:unsent")).content.decode()
    assert "máy không giữ việc nào" in page
    assert "data-unsent-list" in page


def test_the_beat_answers_without_a_query(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answer = client.head(reverse("deliveries:beat"))
    assert (answer.status_code, answer["Cache-Control"]) == (
        204,
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
