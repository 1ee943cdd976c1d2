"""The task list of an upgrade or renewal: only what expired, changed or is missing for the star aimed at; the rest was copied."""

from dataclasses import dataclass

from django.urls import reverse

from ocop.dossiers.queries.assessment import assess, choices_of
from ocop.dossiers.queries.bundle import Filing
from ocop.filing.pages.task_list import FilingTask
from ocop.filing.queries.following import Following, Lapsed, following_of
from ocop.law.regimes import get_regime
from ocop.vietnamese import format_date


@dataclass(frozen=True)
class FollowingPage:
    """What has to be done this time, and where the rest came from."""

    tasks: tuple[FilingTask, ...]
    origin: str
    note: str  # why no level was copied; empty where they were

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(one.status == "done" for one in self.tasks)


def following_page(filing: Filing) -> FollowingPage | None:
    """Return the short task list of a draft that began as a copy; None for every other dossier."""
    found = following_of(filing, assess(filing.law, choices_of(filing.scores)))
    if found is None:
        return None
    year, tasks = (
        found.last.year,
        [*_group_tasks(filing, found), *_paper_tasks(filing, found), *_star_tasks(filing, found)],
    )
    note = "" if found.scores_carried else (
        f"Hồ sơ năm {year} chấm theo {get_regime(found.last.regime).title}, bộ tiêu chí khác bộ đang áp dụng, nên không chép "
        "được điểm nào: mọi tiêu chí phải chấm lại. Thông tin chung và giấy tờ đã được chép."
    )  # fmt: skip
    return FollowingPage(tuple(tasks), f"Hồ sơ năm {year}", note)


def _group_tasks(filing: Filing, found: Following) -> list[FilingTask]:
    pk = filing.dossier.pk
    return [
        FilingTask(
            group.title,
            reverse("filing:general_group", args=[pk, group.slug]),
            "done" if done else "todo",
            "Bắt buộc" if group.only else "Số liệu từ khi được công nhận",
        )
        for group, done in found.groups
    ]


def _paper_tasks(filing: Filing, found: Following) -> list[FilingTask]:
    return [
        FilingTask(
            f"Giấy tờ hết giá trị: {one.title}",
            _place_of(filing, one),
            "done" if one.replaced else "todo",
            f"Hết giá trị ngày {format_date(one.valid_until)}, không chép sang; gửi bản mới",
        )
        for one in found.lapsed
    ]


def _place_of(filing: Filing, paper: Lapsed) -> str:
    pk = filing.dossier.pk
    if paper.criterion:
        return reverse("filing:criterion", args=[pk, paper.criterion])
    return reverse("filing:evidence_upload", args=[pk])


def _star_tasks(filing: Filing, found: Following) -> list[FilingTask]:
    pk = filing.dossier.pk
    criterion, assessment = "filing:criterion", reverse("filing:assessment", args=[pk])
    if found.unanswered and len(found.unanswered) == len(filing.sheet.scored_criteria):
        return [FilingTask(f"Tự đánh giá {len(found.unanswered)} tiêu chí", assessment, "todo", "Chưa có điểm nào")]
    tasks = [
        FilingTask(
            f"Tiêu chí {one.code} – {one.title}", reverse(criterion, args=[pk, one.code]), "todo", "Chưa chọn mức"
        )
        for one in found.unanswered
    ]
    tasks += [
        FilingTask(
            f"Tiêu chí {one.criterion} – {one.title}",
            reverse(criterion, args=[pk, one.criterion]),
            "todo",
            f"{one.star} sao cần mức {one.needs}; đang chọn {one.now}",
        )
        for one in found.unmet
    ]
    if found.points_missing and not found.unanswered:
        hint = f"Tự đánh giá còn thiếu {found.points_missing} điểm để đạt {found.target} sao"
        tasks.append(FilingTask(f"Điểm cho {found.target} sao", assessment, "todo", hint))
    return tasks
