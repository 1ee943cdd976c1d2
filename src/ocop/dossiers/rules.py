"""Who acts for the producer of a dossier (QĐ 26/2026, Đ.6.1, Đ.7.1)."""

from ocop.people.models import UserAccount
from ocop.producers.models import Producer
from ocop.producers.queries import is_acted_for_by


def acts_for(user: UserAccount, producer: Producer) -> bool:
    """Whether the person is the producer or was delegated by it, today."""
    return is_acted_for_by(user, producer)
