"""The trail down to a page of this room, and where a step that is not possible now leads back to."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ocop.inspections.models import RevocationCase
from ocop.ledger.verdicts import Verdict
from ocop.pages import crumbs, refusing


def turned_away_unless_sent(request: HttpRequest, case: RevocationCase, verdict: Verdict) -> HttpResponse | None:
    """Lead back to the case with the reason when a step is not possible now; what was sent the operation answers."""
    return refusing.turned_away_unless_sent(request, verdict, "inspections:case", case.pk)


def trail(*, case: RevocationCase | None = None, last: str = "") -> crumbs.Trail:
    """Return the breadcrumbs down to a page about revocations."""
    steps = [("Việc cần làm", reverse("web:home")), ("Thu hồi", reverse("inspections:cases"))]
    if case:
        steps.append((case.certificate.product.name, reverse("inspections:case", args=[case.pk])))
    return crumbs.trail(*steps, last=last)
