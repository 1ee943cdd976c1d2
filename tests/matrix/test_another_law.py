"""The law grows under a world full of dossiers: nobody's past changes.

A corrected sheet, a decision R5 and other defaults come into force today. Every page that somebody may read is read before and after,
byte for byte apart from what is drawn anew for each answer; what is kept verifies; the council goes on with what waits, each dossier on
its own version. Only pages that speak of the law in force, and the draft that is not filed yet, may say something else.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from ocop.dossiers.law import law_of
from ocop.dossiers.models import Dossier
from ocop.files.viewing import ViewedLeaf
from ocop.law.governing import law_on
from ocop.law.tests.another_law import AnotherLaw, another_law
from ocop.ledger.comparing import told_by_the_chain
from ocop.recognition.verifying import comparisons_by_subject

from .objects import World
from .sheets import SET
from .table import Row, rows
from .test_role_matrix import count_rows, meet
from .typed import address_of

pytestmark = pytest.mark.django_db
OPENS = ("allowed", "led")
DRAWN_ANEW = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|(?:data-)?seconds"?[=:] ?"?\d+"?|"(?:X-CSRFToken|token)": ?"[^"]*"|nonce-[\w+/=-]+|(?<!\d)\d\d:\d\d(:\d\d)?(?!\d)|\?v=\w+'
)
# What may differ, and why. Everything else may not.
SPEAKS_OF_TODAYS_LAW = {
    "criteria:list": "the sheets in force",
    "criteria:sheet": "the version in force",
    "portal:home": "what a star means today",
    "portal:about": "the numbers of the law in force",
    "filing:start product": "a dossier not opened yet",
    "filing:detail dossier.draft": "the draft says that the law changed under it",
    "filing:check dossier.draft": "the draft says what to do before it can be filed",
    "councils:rules_create": "the national defaults of new rules",
    "councils:meeting meeting.central": "who will score at a meeting that has no product yet",
}


def visits() -> Iterator[tuple[str, Row, str]]:
    """Every reading row with the first person for whom it opens."""
    for row in rows():
        names = [name for name, outcome in row.outcomes.items() if outcome in OPENS]
        if row.method == "get" and names:
            yield f"{row.route} {row.subject}".strip(), row, names[0]


def read_everything(world: World) -> dict[str, tuple[int, str, bytes]]:
    found = {}
    for name, row, person in visits():
        cache.clear()
        with transaction.atomic():
            answer = world.client_of(person).get(address_of(world, row.route, row.subject))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            transaction.set_rollback(True)
        found[name] = (answer.status_code, answer.headers.get("Location", ""), DRAWN_ANEW.sub(b"", body))
    return found


def findings() -> list[str]:
    checks = comparisons_by_subject(told_by_the_chain)
    return [f"{title}: {one.record}, {one.sentence}" for title, check in checks.items() for one in check() if one]


def let_the_law_grow(law: AnotherLaw) -> None:
    today = timezone.localdate()
    law.correct_sheet(SET, ("{p: 2, star: 3,", "{p: 2,"), since=today)
    law.add_regime(
        "R5",
        today,
        ("regime.yaml", "from: 90", "from: 95"),
        ("procedure.yaml", "deadline: {value: 15, unit: working_days", "deadline: {value: 20, unit: working_days"),
        ("rules.yaml", "Giả mạo hồ sơ", "Hồ sơ giả mạo"),
    )
    law.add_settings(
        today,
        scoring__average_decimals=0,
        scoring__star_rule="band",
        scoring__band_input="rounded",
        scoring__story_condition="zero",
        council__non_scoring_capacities=[],
        council__max_spread_points=1,
        commune__supplement_stops_clock=True,
        commune__may_return="never",
        province__check_days=3,
    )


def test_the_past_reads_as_before_when_the_law_grows(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        ViewedLeaf, "marked", lambda leaf, words: leaf.picture.read_bytes()
    )  # the words name the minute
    before, kept = read_everything(world), {one.pk: law_of(one) for one in Dossier.objects.exclude(state="draft")}
    found = findings()  # a world made by hand is not sealed everywhere; what is said of it must stay the same
    with another_law(tmp_path) as law:
        let_the_law_grow(law)
        assert law_on(timezone.localdate()).regime.code == "R5"
        after = read_everything(world)
        differ = {name for name in before if before[name] != after[name]}
        assert differ == set(SPEAKS_OF_TODAYS_LAW)
        assert findings() == found
        for dossier in Dossier.objects.filter(pk__in=kept):
            now, then = law_of(dossier), kept[dossier.pk]
            assert (now.regime.code, now.sheet.sheet_hash, now.tally_rules) == (
                then.regime.code,
                then.sheet.sheet_hash,
                then.tally_rules,
            )


def test_what_waits_goes_on_by_its_own_version_when_the_law_grows(world: World, tmp_path: Path) -> None:
    steps = [
        row
        for row in rows()
        if row.method == "post" and row.route.startswith(("councils:", "reviewing:", "recognition:"))
    ]
    with another_law(tmp_path) as law:
        let_the_law_grow(law)
        for row in steps:
            for name in [one for one, outcome in row.outcomes.items() if outcome == "allowed"][:1]:
                assert meet(world, row, name, count_rows())[0] == "allowed", f"{row} by {name}"
