"""A parameter of the working rules is declared once: whatever is declared is asked, checked, kept, hashed and shown beside its default."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from ocop.councils import operations
from ocop.councils.models import CouncilRules
from ocop.councils.parameter_kinds import YesOrNo
from ocop.councils.parameters import BY_NAME, GROUPS, PARAMETERS, Parameter, decided
from ocop.law.settings import setting_entry
from ocop.ledger.comparing import differing_records, told_by_the_chain
from ocop.ledger.errors import DomainError
from ocop.ledger.guarding import all_lifted
from ocop.ledger.keeping import all_kept
from ocop.ledger.verifying import Finding
from tests import builders
from tests.builders import AT

from . import building as b
from .parameter_samples import SAMPLES, typed_samples

DAY = date(2026, 7, 1)
PAPER = {"decision_number": "15/QĐ-UBND", "effective_from": "01/07/2026"}
# Columns of the rules that are no parameter: what they are and whose.
OURS = {"id", "unit", "decision_number", "effective_from"}
each = pytest.mark.parametrize("one", PARAMETERS, ids=lambda one: one.name)


def record(**given: Any) -> CouncilRules:
    return operations.record_rules(
        builders.province(), decision_number="15/QĐ-UBND", effective_from=DAY, by=b.officer(), at=AT, **given
    )


def differing() -> list[Finding]:
    return [one for one in differing_records(all_kept()["councilrules"], told_by_the_chain()) if one]


def test_every_column_of_the_rules_is_declared() -> None:
    assert {field.name for field in CouncilRules._meta.concrete_fields} - set(BY_NAME) == OURS
    assert len(BY_NAME) == len(PARAMETERS)
    assert {one.group for one in PARAMETERS} == set(GROUPS)
    assert set(SAMPLES) == set(BY_NAME)


@each
def test_a_default_comes_from_the_law_and_a_sample_is_another_value(one: Parameter) -> None:
    default = one.default_on(DAY)
    assert one.kind.fault(default) == one.kind.fault(SAMPLES[one.name]) == ""
    assert default != SAMPLES[one.name]
    assert one.kind.kept(one.kind.read(one.kind.typed(SAMPLES[one.name]))) == SAMPLES[one.name]
    if one.setting_name:
        assert default == one.kind.kept(setting_entry(one.setting_name, DAY).value)


@pytest.mark.django_db
def test_what_is_typed_is_kept_and_stands_beside_the_default() -> None:
    browser = b.browser(b.officer())
    address = reverse("councils:rules_create")
    asked = browser.get(address).content.decode()
    places = [asked.index(f'name="{one.name}"') for one in PARAMETERS]
    assert places == sorted(places)
    assert [one.name for one in PARAMETERS if one.label not in asked or one.meaning not in asked] == []
    answer = browser.post(address, typed_samples() | PAPER)
    rules = CouncilRules.objects.get()
    assert {name: getattr(rules, name) for name in BY_NAME} == SAMPLES
    page = browser.get(answer["Location"]).content.decode()
    for one in PARAMETERS:
        row = page[page.index(f">{one.label}<small>{one.meaning}</small>") :].split("</tr>", 1)[0]
        assert f"<strong>{one.kind.say(SAMPLES[one.name])}</strong>" in row
        assert f"mặc định toàn quốc: {one.kind.say(one.default_on(DAY))}" in row


@pytest.mark.django_db
def test_the_form_left_as_it_is_records_the_national_defaults() -> None:
    browser = b.browser(b.officer())
    form = browser.get(reverse("councils:rules_create")).context["form"]
    browser.post(reverse("councils:rules_create"), {name: form[name].value() for name in BY_NAME} | PAPER)
    rules = CouncilRules.objects.get()
    assert {name: getattr(rules, name) for name in BY_NAME} == {one.name: one.default_on(DAY) for one in PARAMETERS}


@pytest.mark.django_db
@each
def test_a_changed_value_no_longer_agrees_with_the_ledger(one: Parameter) -> None:
    rules = record()
    assert not differing()
    with all_lifted(connection):
        CouncilRules.objects.filter(pk=rules.pk).update(**{one.name: SAMPLES[one.name]})
    assert differing()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("quorum_ratio", Decimal("1.01")), ("quorum_ratio", Decimal(0)), ("max_spread", Decimal(0)), ("max_spread", Decimal("7.55")),
        ("max_spread", Decimal(101)), ("aggregate", "mode"), ("gates_by", ""), ("rescoring_limit", -1), ("rescoring_limit", 10),
        ("size_min", 0), ("size_max", 100),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_at_both_doors(name: str, value: Any) -> None:
    with pytest.raises(DomainError) as refused:
        record(**{name: value})
    assert refused.value.field == name
    typed = BY_NAME[name].kind.typed(value)
    answer = b.browser(b.officer()).post(reverse("councils:rules_create"), typed_samples() | PAPER | {name: typed})
    assert answer.status_code == 422
    assert name in answer.context["form"].errors


@pytest.mark.django_db
@each
def test_an_answer_is_asked_for_where_leaving_it_empty_means_nothing(one: Parameter) -> None:
    answer = b.browser(b.officer()).post(reverse("councils:rules_create"), typed_samples() | PAPER | {one.name: ""})
    if one.name == "max_spread":
        assert CouncilRules.objects.get().max_spread is None
    else:
        assert f"Hãy trả lời “{one.label}”." in answer.content.decode()


def test_yes_and_no_stand_with_the_default_first() -> None:
    from ocop.councils.setting_up_forms import RulesForm

    form = RulesForm(on=DAY)
    for one in PARAMETERS:
        if isinstance(one.kind, YesOrNo):
            choices = form.fields[one.name].choices  # type: ignore[attr-defined]
            assert [key for key, _ in choices] == (["yes", "no"] if one.default_on(DAY) else ["no", "yes"])


def test_a_name_that_is_no_parameter_is_a_slip_of_the_programmer() -> None:
    with pytest.raises(TypeError, match="unlimited_spread"):
        decided({"unlimited_spread": True}, on=DAY)
