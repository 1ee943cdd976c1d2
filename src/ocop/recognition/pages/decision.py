"""What the page of a decision shows: its list as signed, what was put right later, what its reader may do."""

from typing import Any

from ocop.people.models import UserAccount
from ocop.people.rights import holds_any
from ocop.recognition.models import RecognitionDecision
from ocop.recognition.queries.corrections import corrections_in, corrections_of
from ocop.recognition.queries.names import decided_rows
from ocop.recognition.rules import may_correct

from .trails import OFFICE, office_trail


def decision_page(decision: RecognitionDecision, *, reader: UserAccount, proven: bool) -> dict[str, Any]:
    """Return the context of a decision read with its proof; one that does not fit the ledger shows no list."""
    items = decision.items.select_related(
        "dossier__product__producer", "dossier__product__unit__parent", "dossier__certificate"
    )
    return {
        "decision": decision,
        "rows": decided_rows(decision, list(items.order_by("pk"))) if proven else [],
        "proven": proven,
        "corrections": list(corrections_in(decision)) if decision.corrects_id else corrections_of(decision.pk),
        "may_correct": proven and bool(may_correct(reader, decision)),
        "crumbs": office_trail(decision.decision_number) if holds_any(reader, OFFICE) else [],
    }
