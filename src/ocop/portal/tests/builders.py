"""Published products for the public pages."""

from datetime import date
from typing import Any

from django.core.cache import cache
from django.test import Client
from django.utils.translation import override

from ocop.portal.pages.addresses import product_address
from ocop.products.models import Product
from ocop.recognition.tests.builders import certificate
from ocop.vietnamese import fold, sort_key
from tests import builders as make


def published(name: str = "Trà sen", *, star: int = 4, product: dict[str, Any] | None = None, **values: Any) -> Product:
    """A product with a certificate, in the register."""
    row = make.product(make.producer(name=f"Hợp tác xã {name}"), name=name, **(product or {}))
    row.search_key = fold(f"{name} {row.producer.name} Phường Tân Ninh Tây Ninh")
    row.sort_key = sort_key(name).encode()
    row.save()
    certificate(row, star=star, **({"issued_on": date(2026, 6, 1), "regime": "R4"} | values))
    return row


def address(product: Product) -> str:
    """The Vietnamese address of a product page."""
    with override("vi"):
        return product_address(product.pk, product.name)


def text(client: Client, path: str, status: int = 200) -> str:
    """The page at an address, which must answer with a status."""
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def forget() -> None:
    """Empty the cache, so that counts are made anew."""
    cache.clear()
