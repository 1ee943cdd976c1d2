"""`ocop law window` and `ocop law competence`: the formats that other programs read."""

import json

import pytest

from ocop.cli.tests.running import ocop


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ("--issued", "2026-06-30", "--regime", "R4"),
            {"expires_on": "2029-06-30", "opens_on": "2029-01-01", "closes_on": "2029-03-02"},
        ),
        (
            ("--issued", "22/5/2023"),  # expired on the day the law came, its window long closed
            {"expires_on": "2026-05-22", "opens_on": "2025-11-23", "closes_on": "2026-01-22", "extended_to": "2026-11-18"},
        ),
        (
            ("--issued", "2024-02-29"),
            {"expires_on": "2027-02-28", "opens_on": "2026-09-01", "closes_on": "2026-10-31", "extended_to": None},
        ),
    ],
)  # fmt: skip
def test_a_window_has_its_days_and_for_an_earlier_regime_what_it_is_extended_to(
    arguments: tuple[str, ...], answer: dict[str, str | None]
) -> None:
    done = ocop("law", "window", *arguments, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, answer)


def test_people_read_a_sentence() -> None:
    done = ocop("law", "window", "--issued", "18/9/2023")
    assert done.stdout == (
        "Hết hạn 18/09/2026; nộp hồ sơ đánh giá lại từ 22/03/2026 đến 21/05/2026. "
        "Kéo dài hiệu lực chậm nhất đến 17/03/2027 (Đ.12.3).\n"
    )
    nobody = ocop("law", "competence", "--star", "3", "--on", "3/7/2025")
    assert nobody.stdout == "3 sao: không có cơ quan nào quyết định vào ngày 03/07/2025 (R2).\n"


def test_competence_names_regime_level_and_authority() -> None:
    done = ocop("law", "competence", "--star", "4", "--on", "2025-07-03", "--json")
    answer = {"regime": "R2", "level": "province", "authority": "provincial_committee"}
    assert (done.returncode, json.loads(done.stdout)) == (0, answer)
    central = ocop("law", "competence", "--star", "5", "--on", "2026-06-30", "--json")
    assert json.loads(central.stdout) == {"regime": "R4", "level": "central", "authority": "minister"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("window", "--issued", "30/2/2026"), "Tháng 2 năm 2026 không có ngày 30"),
        (("window", "--issued", "2026-06-30", "--regime", "R9"), "Không có chế độ đánh giá R9"),
        (("window", "--issued", "2018-06-30"), "Chế độ R0 không ghi thời hạn"),
        (("competence", "--star", "6", "--on", "2026-06-30"), "--star"),
    ],
)
def test_what_cannot_be_answered_is_a_mistake_of_use(arguments: tuple[str, ...], sentence: str) -> None:
    done = ocop("law", *arguments, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
