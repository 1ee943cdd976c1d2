"""The arithmetic of the law: pure functions from choices to points, bands, gates and the star.

Nothing here knows of databases or web pages. A *choice* is the level as printed (1 = the first), or
`{"case": "a", "level": 1}` for the alternatives of set 26; an absent criterion means nothing was ticked.

Nothing is read under the newest version by default: the sheet is one version, the rules are those of a day.

>>> from datetime import date
>>> from ocop.law.shelf import get_sheet
>>> score(get_sheet("R4", 11, 1), {"1.1": 2, "6.1.1": 1}, gate_rules(date(2026, 6, 1))).total
2
"""

from ocop.law.arithmetic.choices import Choices, InvalidChoicesError, check_choices, without_zero
from ocop.law.arithmetic.planning import Change, Plan, easiest, fewest, steps_to_star
from ocop.law.arithmetic.rejecting import Verdict, stop_or_reject
from ocop.law.arithmetic.scoring import GateRules, Score, gate_rules, score
from ocop.law.arithmetic.tallying import Disagreement, Tally, TallyRules, tally, tally_rules

__all__ = [
    "Change",
    "Choices",
    "Disagreement",
    "GateRules",
    "InvalidChoicesError",
    "Plan",
    "Score",
    "Tally",
    "TallyRules",
    "Verdict",
    "check_choices",
    "easiest",
    "fewest",
    "gate_rules",
    "score",
    "steps_to_star",
    "stop_or_reject",
    "tally",
    "tally_rules",
    "without_zero",
]
