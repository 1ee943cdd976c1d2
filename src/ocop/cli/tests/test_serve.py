"""``ocop serve`` says on starting that nobody can be called for help, where the footer has no number."""

from contextlib import nullcontext

import pytest
from pytest_django import Settings as SettingsWrapper
from typer.testing import CliRunner

from ocop.cli import serve as serving_command
from ocop.cli.app import app
from ocop.web import serving

ASKS = "Chưa có số điện thoại trợ giúp ở chân trang: đặt OCOP_HELP_PHONE (và OCOP_HELP_CONTACT) rồi chạy lại.\n"


@pytest.mark.parametrize(("number", "says"), [("", ASKS), ("0276 3822 123", "")])
def test_serving_without_a_number_for_help_says_so(
    number: str, says: str, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OCOP_HELP_PHONE = number
    for name in ("reserve", "listen"):
        monkeypatch.setattr(serving_command, name, lambda *_: None)
    monkeypatch.setattr(serving_command, "take_folder", lambda *_, **__: nullcontext())
    monkeypatch.setattr(serving_command, "is_prepared", lambda: True)
    monkeypatch.setattr(serving, "load", lambda: None)
    monkeypatch.setattr(serving, "serve", lambda *_, **__: None)
    done = CliRunner().invoke(app, ["serve", "--port", "8139"])
    assert done.exit_code == 0
    assert "Đang phục vụ ở http://127.0.0.1:8139" in done.stdout
    assert done.stderr == says
