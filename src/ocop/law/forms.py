"""The three official forms of a regime as lists of fields (QĐ 26/2026, Phụ lục III)."""

from dataclasses import dataclass
from typing import Annotated, Literal

from ocop.law.files import kept
from ocop.law.procedure import procedure_file
from ocop.law.reading import Key, read, reading

FormCode = Literal["form_01", "form_02", "form_03"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form; `protected` marks personal data that is scored but never published."""

    key: str
    block: str
    kind: str
    label: Annotated[str, Key("vi")]
    choices: tuple[str, ...] = ()
    protected: bool = False
    per: str = ""  # asked once for each of these: criterion
    only: str = ""  # asked only of this kind of dossier: re_recognition
    added: str = ""  # why a field stands here that the form does not print


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """One form of Phụ lục III."""

    code: str
    title: Annotated[str, Key("vi")]
    title_en: Annotated[str, Key("en")]
    filled_by: Annotated[str, Key("by")]
    article: str
    fields: tuple[FormField, ...]


@kept
def official_form(regime: str, code: FormCode) -> OfficialForm:
    """Return one form of a regime; KeyError when there is none with this code, UnknownProcedureError without forms."""
    with reading(procedure_file(regime, "forms.yaml")) as forms:
        return read(OfficialForm, forms[code], code=code)
