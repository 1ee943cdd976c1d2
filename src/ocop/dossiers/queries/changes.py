"""What changed between the last two submissions of a dossier, from its frozen snapshots (Đ.7.2.a, 7.3.a: after a supplement)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ocop.dossiers.models import Dossier, DossierSnapshot


@dataclass(frozen=True)
class Change:
    """One part that differs: its key and title, and what stood there before and now, in words."""

    part: str
    kind: str  # added | removed | changed
    label: str
    before: str
    now: str


KIND_WORDS = {"added": "Thêm", "removed": "Bỏ", "changed": "Sửa"}


def changes_since_last_submission(dossier: Dossier) -> list[Change] | None:
    """Return what the newest submission changed against the one before; None when there was only one."""
    newest = list(DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision")[:2])
    if len(newest) < 2:
        return None
    return compare(newest[1].content, newest[0].content)


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Compare two snapshot contents part by part: forms, levels with their descriptions, evidence files."""
    found: list[Change] = []
    for part in ("registration_form", "general"):
        found += _differences(part, before.get(part) or {}, now.get(part) or {}, _plain)
    found += _differences("self_scores", before.get("self_scores") or {}, now.get("self_scores") or {}, _level)
    old_files, new_files = _files(before), _files(now)
    found += _differences("evidence", old_files, new_files, _file)
    return found


def _differences(part: str, old: Mapping[str, Any], new: Mapping[str, Any], words: Any) -> list[Change]:
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, is_now = words(old[key]) if key in old else "", words(new[key]) if key in new else ""
        if was == is_now:
            continue
        kind = "added" if not was else "removed" if not is_now else "changed"
        found.append(Change(part, kind, str(key), was, is_now))
    return found


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _level(value: Mapping[str, Any]) -> str:
    level = value.get("level")
    case = f", trường hợp {value['case']}" if value.get("case") else ""
    words = "Không đạt mức nào" if level == 0 else f"Mức {level}{case}"
    return f"{words}. {value.get('description') or ''}".strip()


def _files(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    # A file is the same file when its bytes and its criterion are; ids may change, contents may not.
    return {f"{one.get('criterion') or ''}|{one.get('sha256')}": one for one in content.get("evidence") or ()}


def _file(value: Mapping[str, Any]) -> str:
    name = value.get("title") or value.get("original_name") or "tài liệu"
    criterion = f" (tiêu chí {value['criterion']})" if value.get("criterion") else ""
    until = f", có giá trị đến {value['valid_until']}" if value.get("valid_until") else ""
    return f"{name}{criterion}{until}"
