"""The pure part: equal content has equal bytes, and the hash covers content and predecessor."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from ocop.ledger.chain import GENESIS, canonical_json, content_hash, entry_hash

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(plain)
def test_content_read_back_from_json_keeps_its_hash(value: object) -> None:
    assert content_hash(json.loads(json.dumps(value))) == content_hash(value)


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical_json({"b": 1, "a": "Ấp 1"}) == '{"a":"Ấp 1","b":1}'.encode()


def test_hash_is_sha256_over_zero_byte_previous_hash_and_content() -> None:
    expected = hashlib.sha256(b"\x00" + bytes(32) + b'{"action":"x"}').hexdigest()
    assert entry_hash(GENESIS, {"action": "x"}) == expected


@given(st.text(), st.text())
def test_different_lines_have_different_hashes(one: str, other: str) -> None:
    assert (entry_hash(GENESIS, {"a": one}) == entry_hash(GENESIS, {"a": other})) == (one == other)
