"""What changed between the last two submissions of a dossier, from its frozen snapshots (after a supplement, Đ.7.2.a, 7.3.a)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.dossiers.parts import GENERAL, REGISTRATION, TITLES, sheet_of
from ocop.dossiers.queries.assessment import chosen_words
from ocop.dossiers.queries.content import submitted_content
from ocop.dossiers.queries.read_view import answer_words
from ocop.dossiers.questions import Question, question_part
from ocop.law.sheets import Sheet
from ocop.ledger.personal import readable
from ocop.vietnamese import format_date, parse_date

Content = Mapping[str, Any]
LEVEL = "Mức tự đánh giá"
KIND_WORDS = {"added": "Thêm", "removed": "Bỏ", "changed": "Sửa"}


@dataclass(frozen=True)
class Change:
    """One thing that differs: where it stands, and what stood there before and now, in words."""

    kind: str  # added | removed | changed
    place: str
    label: str
    before: str
    now: str

    @property
    def kind_words(self) -> str:
        """Return what happened in a word."""
        return KIND_WORDS[self.kind]

    @property
    def of_law(self) -> bool:
        """Whether it is told in words of the law's sheets, not in those of a person."""
        return self.place == LEVEL


def changes_since_last_submission(dossier: Dossier) -> list[Change] | None:
    """Return what the newest submission changed against the one before; None when there was only one (one query)."""
    newest = list(DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision")[:2])
    if len(newest) < 2:
        return None
    now, before = readable([one.content for one in newest])
    return compare(sheet_of(dossier), before, now, regime=dossier.regime)


def changes_since_recognition(dossier: Dossier) -> list[Change] | None:
    """Return what an upgrade or renewal changed against the dossier it began as (Đ.6.1.b–c); None where no two are comparable."""
    last = dossier.based_on
    if last is None or last.regime != dossier.regime:
        return None
    before, now = submitted_content(last), submitted_content(dossier)
    return compare(sheet_of(dossier), before, now, regime=dossier.regime) if before and now else None


def compare(sheet: Sheet, before: Content, now: Content, *, regime: str) -> list[Change]:
    """Compare two snapshot contents: answers of the forms, levels, descriptions, evidence files."""
    found: list[Change] = []
    for part in (REGISTRATION, GENERAL):
        questions = question_part(part, regime, (now.get("head") or {}).get("dossier_type", "first_time")).questions
        found += _answer_differences(part, before.get(part) or {}, now.get(part) or {}, questions)
    old_scores, new_scores = before.get("self_scores") or {}, now.get("self_scores") or {}

    def level(code: str, row: Content) -> str:
        choice = {"case": row["case"], "level": row["level"]} if row.get("case") else row["level"]
        return chosen_words(sheet.criterion(code), {code: choice}) if sheet.has(code) else _plain(choice)

    def title(code: str) -> str:
        return f"{code} {sheet.criterion(code).title}" if sheet.has(code) else code

    found += _differences(LEVEL, old_scores, new_scores, label=title, say=level)
    found += _differences(
        "Mô tả của chủ thể", old_scores, new_scores, label=title, say=lambda _, row: str(row.get("description") or "")
    )
    found += _differences(
        "Minh chứng", _files(before), _files(now), label=lambda key: _place(key.partition("|")[0]), say=_file
    )
    return found


def _answer_differences(part: str, old: Content, new: Content, asked: Iterable[Question]) -> list[Change]:
    questions = {one.key: one for one in asked}

    def label(key: str) -> str:
        return questions[key].ask if key in questions else key

    def say(key: str, value: Any) -> str:
        return answer_words(questions[key], value) if key in questions else _plain(value)

    return _differences(TITLES[part], old, new, label=label, say=say)


def _differences(
    place: str, old: Content, new: Content, *, label: Callable[[str], str], say: Callable[[str, Any], str]
) -> list[Change]:
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was = say(key, old[key]) if key in old else ""
        is_now = say(key, new[key]) if key in new else ""
        if was != is_now:
            kind = "added" if not was else "removed" if not is_now else "changed"
            found.append(Change(kind, place, label(key), was, is_now))
    return found


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _files(content: Content) -> dict[str, Content]:
    # A file is the same file when its bytes and its criterion are: ids may change, contents may not.
    return {f"{one.get('criterion') or ''}|{one.get('sha256')}": one for one in content.get("evidence") or ()}


def _place(code: str) -> str:
    return f"Tiêu chí {code}" if code else TITLES["documents"]


def _file(_key: str, row: Content) -> str:
    name = row.get("title") or row.get("original_name") or "tệp không tên"
    until = row.get("valid_until")
    return f"{name}, có giá trị đến {format_date(parse_date(until))}" if until else str(name)
