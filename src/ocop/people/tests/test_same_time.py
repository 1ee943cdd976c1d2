"""Whether a name has an account cannot be told from how long a sign-in takes: each try costs one hash of a password."""

from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client

from tests.builders import account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["hoa", "HOA", "khong-co", "moi", "nghi", "trinhdien", "hoa@example.vn", "0912345678"])
def test_a_wrong_password_costs_one_hash_whoever_is_named(
    client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    account(username="hoa", email="hoa@example.vn", phone="0912345678")
    account(username="nghi", is_active=False)
    account(username="trinhdien", is_demo=True)
    invited = account(username="moi")
    invited.set_unusable_password()
    invited.save()
    hashed: list[str] = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode

    def counted(self: Any, password: str, *rest: Any, **options: Any) -> str:
        hashed.append(password)
        return str(encode(self, password, *rest, **options))

    monkeypatch.setattr(type(hasher), "encode", counted)
    assert client.post("/tai-khoan/login/", {"login": name, "password": "sai"}).status_code == 200
    assert len(hashed) == 1
