"""GS1 Digital Link URI Syntax 1.6.0, uncompressed: reading, writing and the canonical form.

>>> link = read_link("https://vi-du.vn/01/09520123456788/10/LO%2F1?17=270131")
>>> link.element_string
'^010952012345678810LO/1^17270131'
>>> canonical(link)
'https://id.gs1.org/01/09520123456788/10/LO%2F1?17=270131'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ocop.gs1 import identifiers as table
from ocop.gs1.associations import no_repeats
from ocop.gs1.elements import Element, ElementString, GS1Error, element
from ocop.gs1.options import STRICT, Options
from ocop.gs1.percent import escape, unescape

CANONICAL_STEM = "https://id.gs1.org"
# RFC 3986: a scheme in small or in capital letters, a host name or address with an optional port.
URI = re.compile(
    r"(?:https?|HTTPS?)://(?P<host>[A-Za-z0-9.:\[\]-]+)(?P<path>/[^?#]*)(?:\?(?P<query>[^#]*))?(?:#.*)?", re.ASCII
)
CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*", re.ASCII)
GTIN, GTIN_LENGTH = "01", 14
SHORTER_GTINS = (8, 12, 13)
# Removed from the standard in 1.3; read only where asked for.
SHORT_NAMES = {
    "gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "shipTo": "410", "billTo": "411", "purchasedFrom": "412",
    "shipFor": "413", "gln": "414", "payTo": "415", "glnProd": "416", "party": "417", "gsrnp": "8017", "gsrn": "8018",
    "gcn": "255", "sscc": "00", "gdti": "253", "ginc": "401", "gsin": "402", "grai": "8003", "giai": "8004", "cpv": "22",
    "lot": "10", "ser": "21", "cpsn": "8011", "glnx": "254", "refno": "8020", "srin": "8019",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DigitalLink(ElementString):
    """A link: the key with its qualifiers in the path, then the attributes of the query."""

    in_path: int

    @property
    def path(self) -> tuple[Element, ...]:
        """The key and its qualifiers."""
        return self.elements[: self.in_path]

    @property
    def attributes(self) -> tuple[Element, ...]:
        """What the query says."""
        return self.elements[self.in_path :]


def read_link(uri: str, options: Options = STRICT) -> DigitalLink:
    """Read a link; GS1Error when it is none."""
    if "\\" in uri or not CHARACTERS.fullmatch(uri):
        raise GS1Error("Địa chỉ có ký tự không được phép.")
    match = URI.fullmatch(uri)
    if match is None:
        raise GS1Error("Không phải địa chỉ http hay https có tên miền và đường dẫn.")
    path = tuple(element(code, value, options) for code, value in _key_and_qualifiers(match["path"], options))
    _insist_on_order(path)
    attributes = tuple(_attributes(match["query"] or "", path, options))
    return DigitalLink((*path, *attributes), len(path))


def _key_and_qualifiers(path: str, options: Options) -> list[tuple[str, str]]:
    """The last pairs of a path, from the key on; what stands before them is the stem."""
    parts = path.split("/")[1:]
    found: list[tuple[str, str]] = []
    while len(parts) > 1:
        *parts, code, value = parts
        if options.short_names:
            code = SHORT_NAMES.get(code, code)
        found.insert(0, (code, _value(code, value, options, in_query=False)))
        known = table.identifier(code)
        if known and known.is_key:
            return found
    raise GS1Error("Không có mã định danh chính trong đường dẫn.")


def _value(code: str, text: str, options: Options, *, in_query: bool) -> str:
    value = unescape(text, in_query=in_query)
    if not value or "\0" in value:
        raise GS1Error(f"({code}) không có dữ liệu hoặc có ký tự không được phép.")
    if options.short_gtin and code == GTIN and len(value) in SHORTER_GTINS:
        return value.zfill(GTIN_LENGTH)
    return value


def _insist_on_order(path: tuple[Element, ...]) -> None:
    key, *qualifiers = path
    codes = [one.code for one in qualifiers]
    sequences = key.identifier.qualifiers or ()
    if codes and not any([one for one in sequence if one in codes] == codes for sequence in sequences):
        raise GS1Error(f"Phần bổ sung của ({key.code}) sai mã hoặc sai thứ tự: {', '.join(codes)}.")


def _attributes(query: str, path: tuple[Element, ...], options: Options) -> Iterator[Element]:
    taken = {one.code for one in path} | {one for row in path[0].identifier.qualifiers or () for one in row}
    for pair in query.split("&"):
        code, equals, text = pair.partition("=")
        if options.short_names:
            code = SHORT_NAMES.get(code, code)
        if not (equals and code.isascii() and code.isdigit()):
            continue  # other keys than identifiers are somebody else's
        one = element(code, _value(code, text, options, in_query=True), options)
        if code in taken:
            raise GS1Error(f"({code}) không được đứng sau dấu hỏi, hoặc ghi hai lần.")
        if not (one.identifier.attribute or (not one.identifier.known and options.unknown_attributes)):
            raise GS1Error(f"({code}) không phải thuộc tính của địa chỉ.")
        taken.add(code)
        yield one


def link_of(found: ElementString, options: Options = STRICT) -> DigitalLink:
    """Arrange elements as a link; GS1Error when none of them is a key or one has no place in a link.

    The first key begins; the sequence of qualifiers with most of the others follows; then the attributes, those whose end is
    known first. What is repeated with the same data stands once.
    """
    no_repeats(found.elements)
    elements = tuple({one.code: one for one in found.elements}.values())
    key = next((one for one in elements if one.identifier.is_key), None)
    if key is None:
        raise GS1Error("Không có mã định danh chính.")
    by_code = {one.code: one for one in elements}
    chains = [[by_code[code] for code in row if code in by_code] for row in key.identifier.qualifiers or ()]
    path = (key, *max(chains, key=len, default=[]))
    rest = [one for one in elements if one not in path]
    for one in rest:
        if not (one.identifier.attribute or (not one.identifier.known and options.unknown_attributes)):
            raise GS1Error(f"({one.code}) không có chỗ trong địa chỉ.")
    return DigitalLink((*path, *sorted(rest, key=lambda one: not one.identifier.fixed)), len(path))


def write_link(link: DigitalLink, stem: str | None = None) -> str:
    """Write a link behind a stem such as https://vi-du.vn; without one behind the canonical host."""
    path = "".join(f"/{one.code}/{escape(one.value, in_query=False)}" for one in link.path)
    query = "&".join(f"{one.code}={escape(one.value, in_query=True)}" for one in link.attributes)
    return (stem or CANONICAL_STEM).removesuffix("/") + path + (f"?{query}" if query else "")


def canonical(link: DigitalLink) -> str:
    """The form for comparing and hashing: id.gs1.org, the attributes in the order of their codes."""
    ordered = DigitalLink((*link.path, *sorted(link.attributes, key=lambda one: one.code)), link.in_path)
    return write_link(ordered)
