"""Which bodies may answer a complaint, and by when: dated settings, because QĐ 26/2026 orders neither (OQ-20)."""

from datetime import date, timedelta

from ocop.complaints.models import AnsweringBody
from ocop.inspections.competence import competence_for
from ocop.people.models import Role
from ocop.products.models import Product
from ocop.recognition.queries.certificates import newest_certificates
from ocop.territory.queries import setting_for

BY_STAR = "by_star"


def usual_body(product: Product, *, on: date) -> AnsweringBody:
    """Return who usually answers: the office of whoever revokes the product's star today, without a star the province's."""
    newest = newest_certificates([product.pk], on=on).get(product.pk)
    found = competence_for(newest[0].star_rating, on=on) if newest else None
    if not product.unit_path or (found and found.prepares == Role.CENTRAL_OFFICER):
        return AnsweringBody.MINISTRY
    return AnsweringBody.PROVINCE


def bodies_for(product: Product, *, on: date) -> list[AnsweringBody]:
    """Return the bodies a complaint about a product may go to, the usual one first (setting ``complaint.routing``)."""
    usual = usual_body(product, on=on)
    if setting_for(product.unit_path, "complaint.routing", on) == BY_STAR:
        return [usual]
    is_of_commune = product.unit is not None and product.unit.level == "commune"
    others = [AnsweringBody.COMMUNE] if is_of_commune else []
    others += [AnsweringBody.PROVINCE] if product.unit_path else []
    return [usual, *(one for one in [*others, AnsweringBody.MINISTRY] if one != usual)]


def days_to_answer(product: Product, received_on: date) -> int:
    """Return in how many days it is answered what came in on a day (setting ``complaint.answer_days``)."""
    return int(setting_for(product.unit_path, "complaint.answer_days", received_on))


def due_day(product: Product, received_on: date) -> date:
    """Return the last day to answer what came in on a day."""
    return received_on + timedelta(days=days_to_answer(product, received_on))
