"""`ocop law window` and `ocop law competence`: what the law says of a certificate's days and of who recognises a star.

QĐ 26/2026, Đ.4.1, Đ.4.3, Đ.7.6.a, Đ.8.2, Đ.12.3; earlier regimes as their own files say. The formats are stable: other programs call them.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

import typer

from ocop.law.regimes import Regime, UnknownRegimeError, competence_on, get_regime, regime_on
from ocop.law.validity import expires_on, extended_to, re_recognition_window
from ocop.vietnamese import DateError, format_date, parse_date

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a sentence.")]
LEVELS = {"district": "district", "province": "province", "ministry": "central"}
LEVEL_WORDS = {"district": "cấp huyện", "province": "cấp tỉnh", "central": "cấp trung ương"}
AUTHORITY_WORDS = {
    "district_committee": "UBND cấp huyện",
    "provincial_committee": "UBND cấp tỉnh",
    "provincial_chair": "Chủ tịch UBND cấp tỉnh",
    "minister": "Bộ trưởng",
}


def _day(text: str) -> date:
    try:
        return parse_date(text)
    except DateError as fault:
        raise typer.BadParameter(str(fault)) from fault


Day = Annotated[date, typer.Option(parser=_day, metavar="DATE", help="A day, 2026-06-30 or 30/6/2026.")]


def window(
    issued: Day,
    regime: Annotated[
        str, typer.Option(help="The regime of the certificate; without it the one in force when it was issued.")
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Say when a certificate expires and when its re-recognition may be filed.

    With --json: {"expires_on", "opens_on", "closes_on"}, days as 2029-06-30, all included. A certificate of an earlier regime
    is counted by Đ.7.6 too and adds "extended_to": the last day to which Đ.12.3 can carry it, where that applies, else null.

    Exit status 2 for a day or a regime that is none, or a regime that names no term (R0).
    """
    under = _regime(regime, issued)
    try:
        expiry = expires_on(issued, under.term_months)
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from fault
    days = re_recognition_window(expiry, on=expiry)
    found: dict[str, date | None] = {"expires_on": expiry, "opens_on": days.opens_on, "closes_on": days.closes_on}
    if under.valid_to is not None:
        found["extended_to"] = extended_to(expiry, issued_under=under)
    typer.echo(_json({key: day and day.isoformat() for key, day in found.items()}) if as_json else _window_words(found))


def competence(
    star: Annotated[int, typer.Option(min=1, max=5, help="The star, 1 to 5.")],
    on: Day,
    *,
    as_json: AsJson = False,
) -> None:
    """Say who recognises a star on a day.

    With --json: {"regime", "level", "authority"}; the level is district, province or central, the authority
    district_committee, provincial_committee, provincial_chair or minister. Both are null where nobody recognises the star: one
    and two stars, three stars from 1 to 5 July 2025 (the districts had ended), and under R0, whose rules are not kept.

    Exit status 2 for a day or a star that is none.
    """
    answer = competence_on(star, on)
    level = LEVELS[answer.level] if answer.level else None
    if as_json:
        typer.echo(_json({**asdict(answer), "level": level}))
    elif level and answer.authority:
        typer.echo(
            f"{star} sao: {LEVEL_WORDS[level]}, {AUTHORITY_WORDS[answer.authority]} quyết định ({answer.regime})."
        )
    else:
        typer.echo(f"{star} sao: không có cơ quan nào quyết định vào ngày {format_date(on)} ({answer.regime}).")


def _regime(code: str, issued: date) -> Regime:
    try:
        return get_regime(code) if code else regime_on(issued)
    except UnknownRegimeError as fault:
        raise typer.BadParameter(str(fault)) from fault


def _json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _window_words(found: dict[str, date | None]) -> str:
    days = {key: format_date(day) for key, day in found.items() if day}
    words = f"Hết hạn {days['expires_on']}; nộp hồ sơ đánh giá lại từ {days['opens_on']} đến {days['closes_on']}."
    return f"{words} Kéo dài hiệu lực chậm nhất đến {days['extended_to']} (Đ.12.3)." if "extended_to" in days else words
