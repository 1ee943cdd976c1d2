"""Tell people what the room of accounts cannot tell them itself, since it stands below: a role that was given, an office to sign for."""

from datetime import datetime

from ocop.notices.operations import notify
from ocop.people.asking import deputy_appointed, role_given
from ocop.people.models import Deputyship, RoleAssignment
from ocop.people.signing import offices
from ocop.vietnamese import format_date

WHOLE_COUNTRY = "Toàn quốc"


@role_given
def tell_holder(given: RoleAssignment, at: datetime) -> int:
    """The new holder hears which role, where and from which day."""
    words = {"role": given.get_role_display(), "place": _place(given), "since": format_date(given.effective_from)}
    return notify("role_given", to=[given.account], about=given, words=words, at=at)


@deputy_appointed
def tell_deputy(made: Deputyship, at: datetime) -> int:
    """The new deputy hears for which office, by which paper and from which day."""
    words = {
        "office": offices()[made.role].position,
        "place": _place(made),
        "document": made.document,
        "since": format_date(made.effective_from),
    }
    return notify("deputy_appointed", to=[made.account], about=made, words=words, at=at)


def _place(given: RoleAssignment | Deputyship) -> str:
    return given.unit.full_name if given.unit else WHOLE_COUNTRY
