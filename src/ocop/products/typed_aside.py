"""What was typed about a new product while another set is chosen for it: kept in the session, for one producer, until it is registered."""

from django.http import HttpRequest

from ocop.producers.models import Producer

from .fields import NAMES

KEY = "new_product_typed"
MOST = 65_536  # letters: no more than a form of this room takes


def keep_aside(request: HttpRequest, producer: Producer) -> None:
    """Put what was typed aside."""
    typed = {name: request.POST[name] for name in NAMES if request.POST.get(name)}
    if sum(map(len, typed.values())) <= MOST:
        request.session[KEY] = {"producer": producer.pk, "typed": typed}


def kept_aside(request: HttpRequest, producer: Producer) -> dict[str, str]:
    """Return what was put aside about this producer's new product."""
    kept = request.session.get(KEY)
    return dict(kept["typed"]) if kept and kept["producer"] == producer.pk else {}


def forget_aside(request: HttpRequest) -> None:
    """The product is registered: nothing waits any more."""
    request.session.pop(KEY, None)
