"""What a reader of GS1 data lets pass. Strict everywhere; the others serve to read foreign codes and to be compared with other readers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What may differ from the standard.

    `short_gtin`: 8, 12 or 13 digits for a GTIN of a link; `unknown_identifiers`: codes that the dictionary does not have;
    `unknown_attributes`: such a code as an attribute of a link; `short_names`: /gtin/ for /01/ (removed from the standard in 1.3);
    `associations`: which rules between identifiers are asked (see `associations.RULES`).
    """

    short_gtin: bool = False
    unknown_identifiers: bool = False
    unknown_attributes: bool = False
    short_names: bool = False
    associations: frozenset[str] = frozenset({"repeats", "exclusive", "needed", "signature"})


STRICT = Options()
LENIENT = Options(short_gtin=True, unknown_identifiers=True, unknown_attributes=True)
