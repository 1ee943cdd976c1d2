"""Is a dossier complete enough to submit? What blocks and what only warns (QĐ 26/2026, Đ.6.1).

Only Mẫu 01 and Mẫu 02 are required by law, so missing evidence warns and never blocks (assumed).
"""

from dataclasses import dataclass
from datetime import date

from ocop.dossiers.models import Dossier, DossierState, DossierType
from ocop.dossiers.parts import DOCUMENTS, GENERAL, REGISTRATION, criterion_part
from ocop.dossiers.queries.assessment import SelfAssessment, assess, choices_of
from ocop.dossiers.queries.bundle import Filing, filing_of
from ocop.dossiers.questions import Question, QuestionGroup, question_part
from ocop.filing.queries.agreement import disagreements, file_that_seems
from ocop.filing.queries.kinds import kinds_of
from ocop.filing.queries.law_change import law_change_of
from ocop.law.arithmetic import without_zero
from ocop.law.evidence import EvidenceNeed, evidence_checklist
from ocop.vietnamese import format_date

ASSESSMENT, DOSSIER = "assessment", "dossier"  # the self-assessment, or the dossier, as a whole
KIND = "kind"  # what kind of dossier it is


@dataclass(frozen=True)
class Problem:
    """One sentence about something missing or doubtful, and the part of the dossier where it is mended."""

    sentence: str
    part: str  # a key of `dossiers.parts`, ASSESSMENT or DOSSIER
    group: str = ""  # the group of questions, in the general information
    slight: bool = False


@dataclass(frozen=True)
class Completeness:
    """What stands between a dossier and its submission."""

    blocking: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def grave(self) -> list[Problem]:
        """Warnings worth a look: they may cost the star or the dossier."""
        return [one for one in self.warnings if not one.slight]

    @property
    def slight(self) -> list[Problem]:
        """Warnings about thin answers."""
        return [one for one in self.warnings if one.slight]

    @property
    def complete(self) -> bool:
        """Whether nothing blocks the submission."""
        return not self.blocking


def completeness(dossier: Dossier, *, on: date) -> Completeness:
    """Return what is missing in a dossier on a day."""
    filing = filing_of(dossier)
    return completeness_of(filing, assess(filing.law, choices_of(filing.scores)), on=on)


def completeness_of(filing: Filing, assessment: SelfAssessment, *, on: date) -> Completeness:
    """Return what is missing, from what was read already."""
    blocking = [
        *_kind_refused(filing, on),
        *_law_changed(filing, on),
        *_missing_answers(filing),
        *_missing_criteria(filing, assessment),
    ]
    warnings = [
        *_thin_criteria(filing),
        *_missing_evidence(filing),
        *_expired(filing, on),
        *(Problem(one.sentence, criterion_part(one.criterion), slight=one.slight) for one in disagreements(filing)),
        *_doubts(assessment),
    ]
    return Completeness(tuple(blocking), tuple(warnings))


def missing_questions(filing: Filing, group: QuestionGroup) -> list[Question]:
    """Return the required questions of a group without an answer."""
    return [one for one in group.questions if one.required and filing.answers.get(one.key) in (None, "", False)]


def is_started(filing: Filing, group: QuestionGroup) -> bool:
    """Whether the group was saved at least once."""
    return any(one.key in filing.saved for one in group.questions)


def _kind_refused(filing: Filing, on: date) -> list[Problem]:
    """The day of filing decides whether a product may file this kind of dossier, not the day the draft was opened."""
    dossier = filing.dossier
    if dossier.state != DossierState.DRAFT or dossier.submitted_at is not None:
        return []
    today = kinds_of(dossier.product, on=on)
    if refusal := today.refusals.get(dossier.dossier_type, ""):
        return [Problem(f"{refusal} Hồ sơ này là hồ sơ “{dossier.get_dossier_type_display()}”.", KIND)]
    if dossier.dossier_type == DossierType.RE_RECOGNITION and today.needs_reason and not dossier.late_reason:
        return [Problem("Đã quá hạn nộp hồ sơ phân hạng lại: hãy ghi lý do nộp muộn.", KIND)]
    return []


def _law_changed(filing: Filing, on: date) -> list[Problem]:
    """A draft is filed under the law of the day (Đ.11.1): its producer takes the new sheet first and sees what changed."""
    change = law_change_of(filing.dossier, on=on)
    if change is None or not change.blocks:
        return []
    return [Problem(f"{change.sentence} Hãy xem và chuyển hồ sơ sang bộ tiêu chí đang áp dụng.", DOSSIER)]


def _missing_answers(filing: Filing) -> list[Problem]:
    found = []
    for key in (REGISTRATION, GENERAL):
        part = question_part(key, filing.dossier.regime, filing.dossier.dossier_type)
        for group in part.groups:
            if not is_started(filing, group):
                found.append(Problem(f"{part.title}: chưa xem và lưu mục “{group.title}”.", key, group.slug))
            else:
                found += [
                    Problem(f"{part.title}: chưa có “{one.ask}”.", key, group.slug)
                    for one in missing_questions(filing, group)
                ]
    return found


def _missing_criteria(filing: Filing, assessment: SelfAssessment) -> list[Problem]:
    return [
        Problem(
            f"Tiêu chí {code} – {filing.sheet.criterion(code).title}: {unanswered_words(filing, code)}.",
            criterion_part(code),
        )
        for code in assessment.missing
    ]


def unanswered_words(filing: Filing, code: str) -> str:
    """Say of a criterion without an answer whether something was typed already."""
    begun = filing.begun.get(code)
    return "đã có mô tả, chưa chọn mức" if begun and begun.description else "chưa trả lời"


def _thin_criteria(filing: Filing) -> list[Problem]:
    with_files = {one.criterion_code for one in filing.evidence}
    found = []
    for criterion in filing.sheet.scored_criteria:  # in the order in which the form is printed
        code, row = criterion.code, filing.scores.get(criterion.code)
        if row is None or row.level == 0:
            continue
        lacks = [
            word
            for word, there in (("mô tả", row.description.strip()), ("minh chứng", code in with_files))
            if not there
        ]
        if lacks:
            sentence = f"Tiêu chí {code} – {criterion.title}: chưa có {' và '.join(lacks)}."
            found.append(Problem(sentence, criterion_part(code), slight=True))
    return found


def evidence_needs(filing: Filing, star: int) -> tuple[EvidenceNeed, ...]:
    """Return the kinds of evidence the dossier should carry for the levels chosen and a star."""
    return evidence_checklist(filing.sheet, without_zero(choices_of(filing.scores)), star)


def _missing_evidence(filing: Filing) -> list[Problem]:
    """Grounds that reject a dossier at once deserve a word when their paper is missing."""
    types = {one.evidence_type for one in filing.evidence}
    return [
        _missing_or_misplaced(filing, need)
        for need in evidence_needs(filing, 0)
        if need.for_grounds and need.evidence.code not in types
    ]


def _missing_or_misplaced(filing: Filing, need: EvidenceNeed) -> Problem:
    """A paper that lies under another kind is there; only its kind is to be put right."""
    label, file = need.evidence.label, file_that_seems(filing, need.evidence.code)
    if file is None:
        return Problem(f"Chưa có “{label}”: thiếu giấy này hồ sơ có thể bị loại khi kiểm tra.", DOCUMENTS)
    name = file.title or file.original_name
    sentence = f"“{name}” có vẻ là “{label}” nhưng đang xếp loại khác. Nếu đúng thì đã đủ giấy này, không phải gửi lại."
    return Problem(sentence, criterion_part(file.criterion_code), slight=True)


def _expired(filing: Filing, on: date) -> list[Problem]:
    return [
        Problem(
            f"“{one.title or one.original_name}” hết giá trị ngày {format_date(one.valid_until)}.",
            criterion_part(one.criterion_code),
        )
        for one in filing.evidence
        if one.valid_until and one.valid_until < on
    ]


def _doubts(assessment: SelfAssessment) -> list[Problem]:
    found = [Problem(sentence, ASSESSMENT) for sentence in assessment.score.warnings]
    found += [Problem(f"Theo mức đã chọn: {rule.label}.", ASSESSMENT) for rule in assessment.applying]
    if assessment.complete and assessment.score.star < 3:
        found.append(
            Problem(
                f"Tự đánh giá mới đạt {assessment.score.total} điểm, {assessment.score.star} sao: chưa đủ để được công nhận.",
                ASSESSMENT,
            )
        )
    return found
