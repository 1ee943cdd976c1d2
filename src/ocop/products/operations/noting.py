"""The line of the ledger about a product: under its unit, and for the producer where somebody acts for it."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from ocop.ledger.operations import record
from ocop.people.models import UserAccount
from ocop.producers.queries import on_behalf_of
from ocop.products.models import Product


def note(action: str, product: Product, *, by: UserAccount, at: datetime, **line: Any) -> None:
    """Write a line about a product; ``line`` as ``ledger.operations.record`` takes it."""
    behalf = on_behalf_of(by, product.producer, on=timezone.localdate(at))
    record(action, product, by=by, at=at, unit_path=product.unit_path, on_behalf_of=behalf, **line)
