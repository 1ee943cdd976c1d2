r"""Style sheets as browsers since 2018 read them, made out of the ones that we write (decision 0061).

We write layers, ranges in media queries and ``:is()``. A browser that does not know a layer drops all that stands in it and shows a bare
page; one that does not know a selector drops the whole list in which it stands. So each layer is written out with its strength as
specificity (``:not(#_)`` is true of every element and counts as one id), ranges become least and greatest widths, ``:is()`` and lists in
``:not()`` are written out, sides by the direction of writing become left and right, and a selector that old browsers do not know stands in a rule of its own.

>>> plain_css("@layer base { a { margin: 0 } } @layer components { .a :is(b, .c), .d:has(e) { margin: 0 } }", {"base": 0, "components": 1})
'a { margin: 0 }\n.a b:not(._):not(#_), .a .c:not(#_) { margin: 0 }\n.d:has(e):not(#_) { margin: 0 }'
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PIECE = re.compile(r"""(?:[^{};"']|"[^"]*"|'[^']*')+|[{};]""")
HOLDS_RULES = ("@media", "@supports", "@container")
PSEUDO_ELEMENT = re.compile(r"::|:(?=(?:before|after)\b)")
FEW_KNOW = re.compile(r":has\(|:where\(|:is\(|:user-(?:in)?valid|::(?!before|after)")
RANGE = re.compile(r"\((?P<what>width|height) *(?P<sign>>=|<=|>|<) *(?P<value>[\d.]+)(?P<unit>[a-z]+)\)")
SIDES = {
    "block-start": "top",
    "block-end": "bottom",
    "inline-start": "left",
    "inline-end": "right",
}  # both our languages
SIDE = re.compile(r"^(?P<what>(?:scroll-)?(?:margin|padding)|border|inset)-(?P<side>(?:block|inline)-(?:start|end))")
A_LITTLE = 0.01  # between a width and the next smaller one that a browser tells apart
COUNTED_AS_CLASS = re.compile(r"[.\[]|(?<!:):(?![:(]|not\()")
COUNTED_AS_NAME = re.compile(r"(?:^|[ >+~(])[a-z]")


@dataclass(frozen=True)
class Block:
    """A declaration, a rule or an at-rule: what stands before the brace, and what stands inside; a declaration has nothing inside."""

    head: str
    inside: "list[Block] | None" = None


def plain_css(text: str, strengths: Mapping[str, int]) -> str:
    """Return a style sheet without layers, ranges and ``:is()``; what stands in no layer is stronger than every layer."""
    pieces = iter(PIECE.findall(COMMENT.sub("", text)))
    written = (_written(one, strengths, max(strengths.values()) + 1) for one in _blocks(pieces))
    return "\n".join(one for one in written if one)


def _blocks(pieces: Iterator[str]) -> list[Block]:
    found: list[Block] = []
    head = ""
    for piece in pieces:
        if piece == "{":
            found.append(Block(head, _blocks(pieces)))
        elif piece not in ";}":
            head = " ".join(piece.split())
            continue
        elif head:
            found.append(Block(head))
        head = ""
        if piece == "}":
            break
    return [*found, Block(head)] if head else found


def _written(block: Block, strengths: Mapping[str, int], strength: int) -> str:
    head = block.head
    if block.inside is None:
        return "" if head.startswith("@layer") else f"{head};"
    if head.startswith("@layer"):
        strength = strengths[head.removeprefix("@layer").strip()]
        return "\n".join(_written(one, strengths, strength) for one in block.inside)
    if head.startswith(HOLDS_RULES):
        rules = " ".join(_written(one, strengths, strength) for one in block.inside)
        return f"{_without_ranges(head)} {{ {rules} }}"
    inside = _inside(block.inside)
    return f"{head} {{ {inside} }}" if head.startswith("@") else _rules(head, inside, strength)


def _inside(blocks: list[Block]) -> str:
    """Declarations, or the steps of a movement."""
    written = [
        _with_side(one.head) if one.inside is None else f"{one.head} {{ {_inside(one.inside)} }}" for one in blocks
    ]
    return "; ".join(written).replace("}; ", "} ")


def _with_side(declaration: str) -> str:
    """A declaration that names a side by the direction of writing, with the side of lines from left to right."""
    return SIDE.sub(lambda found: f"{found['what']}-{SIDES[found['side']]}".removeprefix("inset-"), declaration)


def _without_ranges(head: str) -> str:
    """A query with ranges of width in the words that every browser knows; queries of containers are known by none of the old ones."""
    return head if head.startswith("@container") else RANGE.sub(_bound, head)


def _bound(match: re.Match[str]) -> str:
    sign, value = match["sign"], float(match["value"])
    value += {">": A_LITTLE, "<": -A_LITTLE}.get(sign, 0)
    return f"({'min' if sign[0] == '>' else 'max'}-{match['what']}: {value:g}{match['unit']})"


def _rules(head: str, inside: str, strength: int) -> str:
    selectors = [_stronger(one, strength) for written in _split(head) for one in _without_is(written)]
    alone = groupby(selectors, key=lambda one: one if FEW_KNOW.search(one) else "")
    return "\n".join(f"{', '.join(group)} {{ {inside} }}" for _, group in alone)


def _stronger(selector: str, strength: int) -> str:
    found = PSEUDO_ELEMENT.search(selector)
    place = found.start() if found else len(selector)
    return selector[:place] + ":not(#_)" * strength + selector[place:]


def _without_is(selector: str) -> list[str]:
    """Write a selector out for each part of its first ``:is()``, every one as strong as the strongest; lists in ``:not()`` one by one."""
    for name in (":is(", ":not("):
        start = selector.find(name)
        while start >= 0:
            end = _closing(selector, start + len(name))
            parts = _split(selector[start + len(name) : end])
            before, after = selector[:start], selector[end + 1 :]
            if name == ":is(" and before.count("(") == before.count(")"):
                return [one for part in _as_strong(parts) for one in _without_is(before + part + after)]
            if name == ":not(" and len(parts) > 1:
                return _without_is(before + "".join(f":not({part})" for part in parts) + after)
            start = selector.find(name, start + 1)
    return [selector]


def _as_strong(parts: list[str]) -> list[str]:
    strengths = [(len(COUNTED_AS_CLASS.findall(one)), len(COUNTED_AS_NAME.findall(one))) for one in parts]
    classes, names = max(strengths)
    return [
        part + ":not(._)" * (classes - mine[0]) + ":not(_)" * (names - mine[1] if mine[0] == classes else 0)
        for part, mine in zip(parts, strengths, strict=True)
    ]


def _closing(text: str, start: int) -> int:
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place
    raise ValueError(f"no end of the bracket: {text}")


def _split(text: str) -> list[str]:
    """Split at commas outside of brackets."""
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [one.strip() for one in parts]
