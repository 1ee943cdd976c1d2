"""The linters of the GS1 Barcode Syntax Dictionary: one function per check of a component's content, by its official name.

>>> lint("csum", "1234567890129").error
'GS1_LINTER_INCORRECT_CHECK_DIGIT'
"""

from collections.abc import Callable

from ocop.gs1.linters import characters, check_digits, codes, coupons, dates, numbers
from ocop.gs1.linters.faults import Fault

Linter = Callable[[str], Fault | None]

_LINTERS: tuple[Linter, ...] = (
    characters.cset39,
    characters.cset64,
    characters.cset82,
    characters.csetnumeric,
    characters.hasnondigit,
    characters.hyphen,
    characters.importeridx,
    characters.pcenc,
    check_digits.csum,
    check_digits.csumalpha,
    check_digits.gcppos1,
    check_digits.gcppos2,
    check_digits.iban,
    codes.iso3166,
    codes.iso3166999,
    codes.iso3166alpha2,
    codes.iso4217,
    codes.mediatype,
    codes.packagetype,
    coupons.couponcode,
    coupons.couponposoffer,
    dates.hh,
    dates.hhmi,
    dates.mi,
    dates.ss,
    dates.yymmd0,
    dates.yymmdd,
    dates.yyyymmd0,
    dates.yyyymmdd,
    numbers.iso5218,
    numbers.latitude,
    numbers.longitude,
    numbers.nonzero,
    numbers.nozeroprefix,
    numbers.pieceoftotal,
    numbers.posinseqslash,
    numbers.winding,
    numbers.yesno,
    numbers.zero,
)
LINTERS = {one.__name__: one for one in _LINTERS}


class UnknownLinterError(LookupError):
    """There is no linter of this name."""


def lint(name: str, data: str) -> Fault | None:
    """Check data with a linter; UnknownLinterError when there is none of this name."""
    if name not in LINTERS:
        raise UnknownLinterError(f"Không có phép kiểm tra {name}.")
    return LINTERS[name](data)
