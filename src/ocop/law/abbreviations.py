"""Short forms in the labels of the law's data, and what they mean: pages open them for readers who meet them for the first time.

>>> abbreviations_in("HTX hoạt động đúng luật; GCN đủ điều kiện ATTP")
[('HTX', 'hợp tác xã'), ('GCN', 'giấy chứng nhận'), ('ATTP', 'an toàn thực phẩm')]
"""

import re
from collections.abc import Iterable, Mapping

from ocop.law.files import data_file, kept, read_yaml

CAPITALS = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?!\w)")


@kept
def abbreviations() -> Mapping[str, str]:
    """Return every short form with its meaning."""
    known: Mapping[str, str] = read_yaml(data_file("abbreviations.yaml"))
    return known


def abbreviations_in(text: str) -> list[tuple[str, str]]:
    """Return the short forms of a text with their meanings, each once, in their order."""
    found = dict.fromkeys(CAPITALS.findall(text))
    return [(one, abbreviations()[one]) for one in found if one in abbreviations()]


def abbreviations_explained(texts: Iterable[str]) -> str:
    """Return what the short forms of these labels mean, as a paper says it below them; "" when there are none."""
    found = abbreviations_in(" ; ".join(texts))
    return f"Chữ viết tắt: {'; '.join(f'{short} là {meaning}' for short, meaning in sorted(found))}." if found else ""
