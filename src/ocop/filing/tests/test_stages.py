"""After filing a line of stages says where the dossier is, who has it and until when (QĐ 26/2026, Đ.7)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from ocop.dossiers.models import Dossier, DossierState
from ocop.filing.operations.filing import save_general
from ocop.filing.pages.stages import stages_of
from ocop.filing.tests.filing_world import AT, answers_for, complete, submit, tea_world

NAMES = ["Xã", "Tỉnh", "Tổ tư vấn", "Hội đồng", "Quyết định"]
TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("state", "here", "holder"),
    [
        ("submitted", 0, "UBND xã, chờ tiếp nhận"), ("commune_assessed", 0, "Chủ tịch UBND xã, chờ ký"), ("commune_supplement", 0, "Chủ thể, đang hoàn thiện theo yêu cầu của xã"),
        ("province_review", 1, "Cơ quan tham mưu OCOP cấp tỉnh"), ("in_round", 2, "Tổ tư vấn của Hội đồng, chờ bắt đầu đánh giá"), ("council_review", 3, "Hội đồng đánh giá cấp tỉnh"),
        ("decision_pending", 4, "Chủ tịch UBND cấp tỉnh"),
    ],
)  # fmt: skip
def test_one_stage_is_now_those_before_are_behind(state: str, here: int, holder: str) -> None:
    stages = stages_of(Dossier(state=state), due_on=date(2026, 9, 15), on=TODAY)
    assert [one.name for one in stages] == NAMES
    assert [one.place for one in stages] == ["done"] * here + ["now"] + ["ahead"] * (4 - here)
    left = (
        9 if state in {"submitted", "commune_assessed", "province_review"} else 14
    )  # working days: 3, 4, 7–11, 14, 15
    assert (stages[here].holder, stages[here].due_on, stages[here].days_left) == (holder, date(2026, 9, 15), left)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "moves"),
    [("commune_review", True), ("commune_supplement", False), ("province_review", True), ("in_round", False)],
)
def test_a_day_counted_in_working_days_in_a_year_without_announced_days_off_says_so(
    state: str, moves: bool, client: Client
) -> None:
    world = tea_world()
    dossier = complete(world)
    submit(dossier, world)
    Dossier.objects.filter(pk=dossier.pk).update(state=state, due_on=date(2027, 1, 8))
    client.force_login(world.user)
    page = client.get(reverse("filing:detail", args=[dossier.pk])).content.decode()
    assert ("tạm tính, lịch nghỉ năm 2027 chưa công bố" in page) == moves


@pytest.mark.parametrize("state", DossierState.values)
def test_every_state_has_its_stage_or_has_ended(state: str) -> None:
    stages = stages_of(Dossier(state=state), due_on=None, on=TODAY)
    places = [one.place for one in stages]
    if state in {"draft", "withdrawn", "returned", "rejected", "stopped"}:
        assert places == []
    elif state in {"recognised", "potential_five_star", "not_recognised"}:
        assert places == ["done"] * 5
    else:
        assert places.count("now") == 1


@pytest.mark.django_db
def test_receipt_and_dossier_show_the_line_and_both_forms_to_keep(client: Client) -> None:
    world = tea_world()
    dossier = complete(world)
    submit(dossier, world)
    client.force_login(world.user)
    for page in ("submitted", "detail"):
        body = client.get(reverse(f"filing:{page}", args=[dossier.pk])).content.decode()
        assert 'aria-current="step"' in body
        assert "UBND xã, chờ tiếp nhận" in body
        for form in ("mau-01", "mau-02"):
            for kind in ("docx", "pdf"):
                assert reverse("dossiers:form_paper", args=[dossier.pk, form, kind]) in body


@pytest.mark.django_db
def test_each_form_of_a_new_draft_leads_to_the_next_that_is_not_begun(client: Client) -> None:
    world = tea_world()
    dossier = world.start()
    client.force_login(world.user)
    form = client.get(reverse("filing:registration", args=[dossier.pk])).context["form"]
    typed = {name: field.initial or "Trần Thị Sen" for name, field in form.fields.items() if name != "seen"}
    typed |= {name: "0912345678" for name in typed if "phone" in name} | {name: "" for name in typed if "email" in name}
    first = client.post(reverse("filing:registration", args=[dossier.pk]), typed)["Location"]
    assert first.startswith(f"/ho-so/{dossier.pk}/thong-tin-chung/")
    save_general(dossier, answers_for("general"), by=world.user, at=AT)
    again = client.post(reverse("filing:registration", args=[dossier.pk]), typed)["Location"]
    assert again == reverse("filing:detail", args=[dossier.pk])  # what was begun is chosen from the task list
