"""Passwords of which Vietnamese lists are full are refused; long ones of words that do not belong together are taken."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ocop.people.common_passwords import TOO_COMMON, TOO_PLAIN
from ocop.people.models import UserAccount
from ocop.people.password_faults import HOW


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123456", "Matkhau@2026!!", "mậtkhẩu123456", "MẬT KHẨU 123456", "m4tkh4u123456", "p@ssw0rd12345", "anhyeuem1234567", "Anh yêu em 1990!", "emyeuanh19902000",
        "vietnamvodich2018", "ocop-trinh-dien", "admin@123456789", "quantri@2026ocop", "ubndxa@123456", "canboxa123456", "nguyenvana123456", "qwertyuiop1234", "hanoi2026hanoi",
        "giadinhhanhphuc1", "khongcomatkhau1",
    ],
)  # fmt: skip
def test_what_many_people_use_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert TOO_COMMON in refusal.value.messages


@pytest.mark.parametrize("password", ["aaaaaaaaaaaaaa", "abababababab", "1212121212ab", "!!!!!!!!!!!!!a"])
def test_a_few_signs_again_and_again_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password)
    assert TOO_PLAIN in refusal.value.messages


@pytest.mark.parametrize(
    "password",
    [
        "rung-xanh-nui-cao-9",
        "mat-khau-thu-nghiem-xe-dap",
        "Trà sen buổi sớm 7",
        "Kx7#qvT2!mZp9",
        "con trâu uống trà ba lần",
    ],
)
def test_words_that_do_not_belong_together_are_taken(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("123456", "Mật khẩu quá ngắn. Hãy dùng ít nhất 12 ký tự."),
        ("matkhau", "Mật khẩu quá ngắn. Hãy dùng ít nhất 12 ký tự."),
        ("aaaaaaaaaaaaa1", TOO_PLAIN),
        ("matkhau123456", TOO_COMMON),
        ("hoa-ba-che-2", "Mật khẩu quá giống với Tên đăng nhập."),
        ("5830271946620385", "Mật khẩu này hoàn toàn là số."),
    ],
)
def test_a_weak_password_is_told_one_thing_in_one_place(password: str, says: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, UserAccount(username="hoa-ba-che", full_name="Nguyễn Thị Hoa"))
    assert refusal.value.messages == [says]


@pytest.mark.django_db
def test_the_page_says_before_how_to_choose_one(client: Client) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    hint = page.partition('id="id_password1_goi_y">')[2].partition("</div>")[0]
    assert hint == f"<ul><li>Mật khẩu cần ít nhất 12 ký tự. {HOW}</li></ul>"


@pytest.mark.django_db
def test_the_page_says_why_in_vietnamese(client: Client) -> None:
    form = {
        "username": "hoa-ba-che",
        "password1": "matkhau123456",
        "password2": "matkhau123456",
        "full_name": "Nguyễn Thị Hoa",
    }
    assert TOO_COMMON in client.post(reverse("account_signup"), form).content.decode()
