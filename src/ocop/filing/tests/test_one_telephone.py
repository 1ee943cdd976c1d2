"""One way to read a telephone number: what the producer's form takes, the dossier's form takes, and both keep the same digits."""

import pytest
from django.core.exceptions import ValidationError

from ocop.dossiers.parts import REGISTRATION
from ocop.dossiers.questions import question_part
from ocop.filing.forms import AnswersForm
from ocop.people.forms import OwnDetailsForm
from ocop.producers.forms import ProducerForm

FORMS = {
    "producer": ProducerForm.base_fields["phone"],
    "dossier": AnswersForm(question_part(REGISTRATION, "R4").groups[0], answers={}).fields["phone"],
    "account": OwnDetailsForm.base_fields["phone"],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("typed", "digits"),
    [("0912 345 678", "0912345678"), ("1900 1234", "19001234"), ("+84 912.345.678", "0912345678"), ("0084912345678", "0912345678"),
     ("84912345678", "0912345678"), ("\u200b0912–345–678", "0912345678"), ("+33142685300", "+33142685300")],
)  # fmt: skip
def test_a_number_is_taken_everywhere_with_the_same_digits(form: str, typed: str, digits: str) -> None:
    assert FORMS[form].clean(typed) == digits


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_number_is_asked_back_everywhere_with_one_sentence(form: str) -> None:
    with pytest.raises(ValidationError) as refused:
        FORMS[form].clean("12ab")
    assert refused.value.messages == [
        "Số điện thoại cần 10 chữ số, máy bàn, tổng đài hoặc số nước ngoài từ 8 đến 15 chữ số. Ví dụ: 0912 345 678."
    ]
