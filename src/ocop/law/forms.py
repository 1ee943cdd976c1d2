"""The three official forms of a regime as lists of fields (QĐ 26/2026, Phụ lục III)."""

from dataclasses import dataclass
from typing import Literal

from ocop.law.files import kept, read_yaml
from ocop.law.procedure import procedure_file

FormCode = Literal["form_01", "form_02", "form_03"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form; `protected` marks personal data that is scored but never published."""

    key: str
    block: str
    kind: str
    label: str
    choices: tuple[str, ...]
    protected: bool


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """One form of Phụ lục III."""

    code: str
    title: str
    title_en: str
    filled_by: str
    article: str
    fields: tuple[FormField, ...]


@kept
def official_form(regime: str, code: FormCode) -> OfficialForm:
    """Return one form of a regime; KeyError when there is none with this code, UnknownProcedureError without forms."""
    row = read_yaml(procedure_file(regime, "forms.yaml"))[code]
    fields = tuple(
        FormField(
            one["key"], one["block"], one["kind"], one["vi"], tuple(one.get("choices", ())), one.get("protected", False)
        )
        for one in row["fields"]
    )
    return OfficialForm(code, row["vi"], row["en"], row["by"], row["article"], fields)
