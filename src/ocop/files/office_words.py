"""Fields of Word and formulas of Excel that start a program or fetch something (DDE, LINK, WEBSERVICE …), however they are cut up."""

import re
from collections.abc import Iterator, Sequence

WORDS_OF_FIELDS = "trường lấy dữ liệu từ chương trình hoặc tệp khác (DDE, LINK)"
BEGINS, ENDS = "\x02", "\x03"
CALLING = re.compile(
    r"\s*(?:DDE|DDEAUTO|LINK|EMBED|IMPORT|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|MACROBUTTON|AUTOTEXTLIST|HTMLCONTROL|CONTROL|"
    r"RD|SUBSCRIBER|GLOSSARY|DATA)\b",
    re.IGNORECASE,
)
SPELLED = re.compile(r"\bQUOTE\s+\"?\s*\d+(?:\s+\d+)+", re.IGNORECASE)  # a word hidden in the numbers of its letters
AWAY = re.compile(
    r"\s*HYPERLINK\b.*?(?:\\\\|file:|javascript:|vbscript:|smb:|ms-[a-z]+:|mhtml:)", re.IGNORECASE | re.DOTALL
)
DDE_FORMULA = re.compile(r"[^\s\"'(]\s*\|\s*'?[^!\"]*'?\s*!", re.IGNORECASE)
CALLING_FORMULA = re.compile(
    r"\b(?:_xlfn\.|_xlws\.)*(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|IMAGE|STOCKHISTORY|FOPEN|RUN|DDE)\s*\(",
    re.IGNORECASE,
)
LINK_FORMULA = re.compile(
    r"\bHYPERLINK\s*\(\s*\"\s*(?:\\\\|//|file:|javascript:|vbscript:|smb:|ms-[a-z]+:)", re.IGNORECASE
)
OTHER_BOOK = re.compile(r"(?:\\\\|file:|https?:)[^\"]*\[[^\]]+\][^!\"]*!", re.IGNORECASE)
STRINGS = re.compile(r'"(?:[^"]|"")*"')


def fields_of(pieces: Sequence[str]) -> Iterator[str]:
    """Put the instructions of a part together, field by field, inner fields inside their outer one."""
    open_ones: list[list[str]] = []
    loose: list[str] = []
    for piece in pieces:
        if piece == BEGINS:
            open_ones.append([])
        elif piece == ENDS:
            if open_ones:
                done = "".join(open_ones.pop())
                yield done
                if open_ones:
                    open_ones[-1].append(done)
        else:
            (open_ones[-1] if open_ones else loose).append(piece)
    for one in (*open_ones, loose):  # never closed: Word still reads them
        if one:
            yield "".join(one)


def calls_out(field: str) -> bool:
    """Whether the instruction of a field starts or fetches something by itself, or leads to another machine."""
    return bool(CALLING.match(field) or SPELLED.search(field) or AWAY.match(field))


def is_calling_formula(text: str) -> bool:
    """Whether a formula starts a program, fetches something or leads to another machine."""
    outside_strings = STRINGS.sub('""', text)
    return bool(
        DDE_FORMULA.search(outside_strings)
        or CALLING_FORMULA.search(outside_strings)
        or LINK_FORMULA.search(text)
        or OTHER_BOOK.search(text)
    )
