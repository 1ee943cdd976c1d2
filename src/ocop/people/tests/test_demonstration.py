"""An account of the demonstration has a published password: outside the demonstration it opens nothing."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from ocop.people.demonstration import INVENTED_DATA, ONLY_THERE, refuse_invented_data
from ocop.people.models import Role
from tests.builders import account, browser, commune, producer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PASSWORD = "mat-khau-thu-nghiem"
LOGIN = "/tai-khoan/login/"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.parametrize(("demonstration", "status"), [(False, 200), (True, 302)])
def test_an_invented_administrator_signs_in_at_the_demonstration_only(
    client: Client, settings: Any, demonstration: bool, status: int
) -> None:
    settings.OCOP_DEMO = demonstration
    account(Role.SYSTEM_ADMINISTRATOR, username="quantri", is_demo=True)
    answer = client.post(LOGIN, {"login": "quantri", "password": PASSWORD})
    assert answer.status_code == status
    assert ("_auth_user_id" in client.session) is demonstration
    assert (ONLY_THERE in answer.content.decode()) is not demonstration


def test_a_wrong_password_does_not_tell_that_an_account_is_invented(client: Client) -> None:
    account(username="quantri", is_demo=True)
    assert ONLY_THERE not in client.post(LOGIN, {"login": "quantri", "password": "sai"}).content.decode()


@pytest.mark.parametrize("backend", ["allauth.account.auth_backends.AuthenticationBackend", MODEL_BACKEND])
def test_a_session_of_an_invented_account_is_nobodys_whatever_backend_began_it(settings: Any, backend: str) -> None:
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, MODEL_BACKEND]
    pages = {}
    for name, invented in (("that", False), ("trinhdien", True)):
        client = Client()
        client.force_login(account(username=name, is_demo=invented), backend=backend)
        pages[invented] = client.get(reverse("people:account"))
    assert pages[False].status_code == 200
    assert pages[True]["Location"].startswith(LOGIN)


def test_the_server_does_not_start_on_invented_data_unless_it_shows_the_demonstration(settings: Any) -> None:
    account(Role.COMMUNE_OFFICER, commune())
    refuse_invented_data()
    producer(is_demo=True)
    settings.OCOP_DEMO = True
    refuse_invented_data()
    settings.OCOP_DEMO = False
    with pytest.raises(SystemExit, match=INVENTED_DATA.partition(":")[0]):
        refuse_invented_data()


def test_one_invented_account_is_enough_to_refuse(settings: Any) -> None:
    get_user_model().objects.create_user(username="quantri", is_demo=True)
    with pytest.raises(SystemExit) as refusal:
        refuse_invented_data()
    assert refusal.value.code == INVENTED_DATA


def test_a_real_person_keeps_working(settings: Any) -> None:
    assert browser(account(Role.COMMUNE_OFFICER, commune())).get(reverse("people:account")).status_code == 200
