"""What the work list of an office and of who decides shows: in the province, and in the ministry."""

from typing import Any

from ocop.people.models import Role, UserAccount
from ocop.people.rights import holds_any
from ocop.recognition.queries import worklists
from ocop.recognition.rules import APPROVE, RECOGNISE, SEND_BACK, may_sign_choice


def office_page(user: UserAccount) -> dict[str, Any]:
    """Results to submit for the officer, proposals to decide for the chair or the minister, the newest decisions for both."""
    leads = holds_any(user, [Role.PROVINCIAL_CHAIR, Role.MINISTER])
    to_decide = worklists.result_rows(worklists.dossiers_to_decide(user)) if leads else []
    officer = holds_any(user, [Role.PROVINCIAL_OFFICER, Role.CENTRAL_OFFICER])
    paths = [row.dossier.unit_path for row in to_decide]
    deciding, returning = (may_sign_choice(user, choice, paths) for choice in (RECOGNISE, SEND_BACK))
    waiting = worklists.result_rows(worklists.dossiers_waiting_for_decision(user)) if officer else []
    return {
        "is_officer": officer,
        "is_chair": leads,
        "of_ministry": holds_any(user, [Role.CENTRAL_OFFICER, Role.MINISTER]),
        "to_submit": worklists.result_rows(worklists.dossiers_to_submit(user)) if officer else [],
        "waiting": waiting,
        "waiting_choices": [one for one in (RECOGNISE, APPROVE) if any(one in row.outcomes.choices for row in waiting)],
        "may_decide": deciding,
        "may_send_back": returning,
        "groups": worklists.groups_by_choice(to_decide),
        "decisions": worklists.recent_decisions(user),
    }
