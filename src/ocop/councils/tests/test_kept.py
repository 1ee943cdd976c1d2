"""What a council settled on a product is found when somebody changes it behind the system's back; the demonstration has none of it."""

import pytest

from ocop.councils import operations
from ocop.councils.models import AgreedOption, GateWaiver, Recusal, Rescoring
from ocop.ledger.adopting import adopt_records
from ocop.ledger.comparing import differing_records, told_by_the_chain
from ocop.ledger.keeping import all_kept
from tests.builders import AT
from tests.kept_table import unnoticed

from . import building as b

pytestmark = pytest.mark.django_db


def test_agreed_levels_waivers_recusals_and_rescorings_are_under_a_hash() -> None:
    item = b.product_being_scored()
    adopt_records(at=AT)  # what the builders wrote without an act
    council = item.meeting.council
    by = b.chair(council)
    operations.declare_recusal(item, reason="Người nhà", by=b.scorers(council)[-1].account, at=b.LATER)
    item.refresh_from_db()
    b.hand_in_divided(item, b.scorers(council)[:-1])
    operations.close_item(item, reason="Một người không chấm", by=by, at=b.LATER)
    b.agree_on_everything(item)
    code = next(one.code for one in b.law_of(item).scored_criteria if one.has_gate)
    operations.waive_gate(item, code, reason="Không áp dụng", by=by, at=b.LATER)
    assert unnoticed("agreedoption", "gatewaiver", "recusal", "evaluationresult", "agendaitem") == []
    operations.reopen_for_rescoring(item, reason="Thảo luận lại", by=by, at=b.LATER)
    assert unnoticed("rescoring", "scoresheet") == []
    told = told_by_the_chain()
    for model in (AgreedOption, GateWaiver, Recusal, Rescoring):
        kept = all_kept()[model._meta.model_name or ""]
        assert [str(one) for one in differing_records(kept, told) if one] == []
