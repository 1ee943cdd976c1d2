"""Every page of tests/pages.yaml is opened once, by somebody who may: on both databases, where the whole walk is one database's.

A page that only takes what is sent to it gets it from somebody who may send it. A page that nobody in the world of the matrix may open
is asked by the first person of its row, and answers as the row says.
"""

import pytest

from tests.pages import inventory

from .objects import World
from .table import Row, rows
from .test_role_matrix import count_rows, meet

pytestmark = pytest.mark.django_db
BEST_FIRST = ("allowed", "led", "refused", "sign_in", "hidden")


def first_visit(route: str) -> tuple[Row, str]:
    """The row and the person for whom a page opens, reading before writing."""
    visits = [(row, name, found) for row in rows() if row.route == route for name, found in row.outcomes.items()]
    row, name, _ = min(visits, key=lambda visit: (BEST_FIRST.index(visit[2]), visit[0].method == "post"))
    return row, name


@pytest.mark.parametrize("route", sorted(inventory()))
def test_the_page_opens(world: World, route: str) -> None:
    row, name = first_visit(route)
    found, _ = meet(world, row, name, count_rows())
    assert found == row.outcomes[name]


def test_every_page_but_these_opens_for_somebody() -> None:
    visits = {route: first_visit(route) for route in inventory()}
    closed = {route for route, (row, name) in visits.items() if row.outcomes[name] not in {"allowed", "led"}}
    assert closed == {
        "account_confirm_email",  # addresses of mail are not changed here: web/urls.py
        "account_email",
        "account_email_verification_sent",
        "filing:adopt_law",  # every draft of this world stands on the law of today
        "filing:erase",  # every producer of this world has a dossier under way; its own test opens it
        "mfa_deactivate_totp",  # nobody in this world has a second factor
        "mfa_download_recovery_codes",
        "mfa_view_recovery_codes",
        "portal_api:api-root",  # an address that only begins others
    }
