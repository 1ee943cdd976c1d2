"""Element strings: application identifiers with their data, as bars carry them (^01…10…) and as people read them ((01)…(10)…).

GS1 General Specifications, section 7.8; the separator FNC1 is written `^`.

>>> read_bracketed("(01)09520123456788(10)ABC(21)7").element_string
'^010952012345678810ABC^217'
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ocop.gs1 import identifiers as table
from ocop.gs1.identifiers import Component, Identifier
from ocop.gs1.linters.faults import Fault
from ocop.gs1.options import STRICT, Options

SEPARATOR = "^"
NO_LIST_OF_PREFIXES = "GCP_DATASOURCE_OFFLINE"  # not a fault of the data


class GS1Error(ValueError):
    """The text is no valid GS1 data; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Element:
    """An identifier with its data."""

    identifier: Identifier
    value: str

    @property
    def code(self) -> str:
        """The code of the identifier."""
        return self.identifier.code


@dataclass(frozen=True, slots=True)
class ElementString:
    """Elements in their order."""

    elements: tuple[Element, ...]

    @property
    def element_string(self) -> str:
        """As bars carry it: ^ before the first element and behind data whose end cannot be known."""
        text = SEPARATOR
        for one, following in pairwise((*self.elements, None)):
            if one:
                text += one.code + one.value + (SEPARATOR if following and not one.identifier.fixed else "")
        return text

    @property
    def bracketed(self) -> str:
        r"""As people read it; a bracket inside the data is written \(."""
        return "".join(f"({one.code}){one.value.replace('(', chr(92) + '(')}" for one in self.elements)


def read_bracketed(text: str, options: Options = STRICT) -> ElementString:
    """Read (01)…(10)…; GS1Error where an identifier is unknown or its data is wrong."""
    return ElementString(tuple(element(code, value, options) for code, value in _bracketed(text)))


def _bracketed(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    if not text:
        raise GS1Error("Không có dữ liệu.")
    while place < len(text):
        end = text.find(")", place)
        if text[place] != "(" or end < 0:
            raise GS1Error(f"Thiếu ngoặc quanh mã định danh ở ký tự thứ {place + 1}.")
        code, value, place = text[place + 1 : end], "", end + 1
        while place < len(text) and text[place] != "(":
            place += text.startswith("\\(", place)
            value += text[place]
            place += 1
        yield code, value


def read_elements(text: str, options: Options = STRICT) -> ElementString:
    """Read ^01…10…^21…; GS1Error as `read_bracketed`."""
    if not text.startswith(SEPARATOR) or text == SEPARATOR:
        raise GS1Error("Chuỗi phần tử bắt đầu bằng ^ và có ít nhất một mã định danh.")
    rest, found = text[1:], []
    while rest:
        known = _leading(rest, options)
        data = rest[len(known.code) :]
        value = data[: known.longest] if known.fixed else data.partition(SEPARATOR)[0]
        found.append(Element(known, checked(known, value)))
        rest = data[len(value) :].removeprefix(SEPARATOR)
    return ElementString(tuple(found))


def _leading(text: str, options: Options) -> Identifier:
    """The identifier that a text begins with; of an unknown one at least the length must be known."""
    for length in (2, 3, 4):
        if known := table.identifier(text[:length]):
            return known
    length = table.code_lengths().get(text[:2], 0)
    if length and options.unknown_identifiers and (made := table.unknown(text[:length])):
        return made
    raise GS1Error(f"Không có mã định danh nào bắt đầu bằng {text[:4]}.")


def element(code: str, value: str, options: Options = STRICT) -> Element:
    """Return an identifier with checked data; GS1Error."""
    known = table.identifier(code) or (table.unknown(code) if options.unknown_identifiers else None)
    if known is None:
        raise GS1Error(f"Không có mã định danh ({code}).")
    return Element(known, checked(known, value))


def checked(known: Identifier, value: str) -> str:
    """Return the data of an identifier when each component holds; GS1Error."""
    place = 0
    for component in known.components:
        part = value[place : place + component.longest]
        if not part and component.optional:
            continue
        if len(part) < component.shortest:
            raise GS1Error(f"({known.code}) ngắn hơn quy định.")
        if fault := _fault(component, part):
            raise GS1Error(f"({known.code}) {part}: {fault.error}.")
        place += len(part)
    if place < len(value):
        raise GS1Error(f"({known.code}) dài hơn quy định.")
    return value


def _fault(component: Component, part: str) -> Fault | None:
    for check in component.linters:
        if (fault := check(part)) and fault.name != NO_LIST_OF_PREFIXES:
            return fault
    return None
