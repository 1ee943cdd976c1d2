"""The parts of a dossier that can be opened for editing one by one, as a supplement request names them (Đ.7.2.a)."""

from dataclasses import dataclass

from ocop.law.sheets import Sheet

from .law import law_of
from .models import Dossier, DossierState, SupplementRequest
from .states import SUPPLEMENT_STATES

REGISTRATION = "registration_form"
GENERAL = "general"
DOCUMENTS = "documents"
TITLES = {
    REGISTRATION: "Phiếu đăng ký (Mẫu 01)",
    GENERAL: "Thông tin chung (Mẫu 02, phần I, II, IV)",
    DOCUMENTS: "Giấy tờ chung, không thuộc tiêu chí nào",
}


@dataclass(frozen=True, slots=True)
class DossierPart:
    """One part: its key as kept in ``SupplementRequest.open_parts`` and its title."""

    key: str
    title: str


def criterion_part(code: str) -> str:
    """Return the key of a criterion; an empty code stands for the general papers."""
    return f"criterion:{code}" if code else DOCUMENTS


def criterion_of_part(key: str) -> str | None:
    """Return the criterion code of a key, None for the other parts."""
    return key.partition(":")[2] if key.startswith("criterion:") else None


def sheet_of(dossier: Dossier) -> Sheet:
    """Return the version of the sheet that the dossier was answered and filed on; see ``law_of``."""
    return law_of(dossier).sheet


def parts_of(dossier: Dossier) -> list[DossierPart]:
    """Return every part of a dossier in the order of the forms."""
    criteria = [
        DossierPart(criterion_part(one.code), f"Tiêu chí {one.code} – {one.title}")
        for one in sheet_of(dossier).scored_criteria
    ]
    return [*(DossierPart(key, title) for key, title in TITLES.items()), *criteria]


def part_title(dossier: Dossier, key: str) -> str:
    """Return the title of a part; the key itself when the dossier has no such part."""
    return next((part.title for part in parts_of(dossier) if part.key == key), key)


def open_request_of(dossier: Dossier) -> SupplementRequest | None:
    """Return the supplement request that waits for the producer's answer."""
    if dossier.state not in SUPPLEMENT_STATES:
        return None
    return dossier.supplement_requests.filter(answered_at=None).select_related("requested_by").first()


def part_is_open(dossier: Dossier, request: SupplementRequest | None, part: str) -> bool:
    """Whether a part can be edited in the dossier's state."""
    if dossier.state == DossierState.DRAFT:
        return True
    return request is not None and part in request.open_parts
