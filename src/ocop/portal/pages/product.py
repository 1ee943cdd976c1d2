"""Everything a product page shows, in four queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ocop.inspections.queries.public import PublicRevocation, revocations_of
from ocop.portal.pages.addresses import producer_address, product_address
from ocop.portal.pages.cards import cards, public_photo
from ocop.portal.queries.catalogue import Row
from ocop.portal.queries.pictures import page_photos
from ocop.portal.queries.product import CertificateLine, certificates_newest_first, current_certificate, neighbours
from ocop.portal.wording import ORGANISATIONS, in_english, sector_word, set_word
from ocop.products.fields import TOLD, Public
from ocop.products.showing import ShownPhoto
from ocop.recognition.arithmetic import CertificateState
from ocop.recognition.models import Certificate
from ocop.recognition.queries.certificates import UNVERIFIED, LiveState


@dataclass(frozen=True)
class ProductPage:
    """A published product as the public sees it."""

    row: Row
    certificate: Certificate | None  # none where nothing on record fits the ledger
    live: LiveState
    kind: str
    sector: str
    organisation: str
    history: list[CertificateLine]
    similar: list[dict[str, Any]]
    photos: list[ShownPhoto]  # the main one first
    facts: list[tuple[str, str]]  # what the producer wrote, as word and value
    address: str
    producer_address: str
    description: str
    story: str
    story_language: str
    name: str
    source_host: str
    revocation: PublicRevocation | None  # by which decision the star was revoked


def product_page(row: Row, *, on: date) -> ProductPage:
    """Put a product page together from its register row."""
    history = certificates_newest_first(row, on=on)
    english = in_english()
    near = neighbours(row, on)
    own, mains = page_photos(row["id"], [one["id"] for one in near])
    name = row["name_en"] if english and row["name_en"] else row["name"]
    current = current_certificate(row, history)
    return ProductPage(
        row=row,
        certificate=current.certificate if current else None,
        live=current.live if current else UNVERIFIED,
        kind=set_word(row["set_number"], row["regime"]),
        sector=sector_word(row["sector_code"]),
        organisation=str(ORGANISATIONS.get(row["organisation_type"], "")),
        history=history,
        similar=cards(near, mains),
        photos=[public_photo(one, name) for one in own],
        facts=_facts(row),
        address=product_address(row["id"], row["name"]),
        producer_address=producer_address(row["producer_id"]),
        description=_description(row, name, current),
        story=row["story_en"] if english and row["story_en"] else row["story"],
        story_language="en" if english and row["story_en"] else "vi",
        name=name,
        source_host=_host(current.certificate.source_url) if current else "",
        revocation=_revocation(current),
    )


def _description(row: Row, name: str, current: CertificateLine | None) -> str:
    """What search engines show below the title; nothing where nothing is proven."""
    if current is None:
        return ""
    said = {"name": name, "star": row["star_rating"], "producer": row["producer_name"]}
    return _("%(name)s: sản phẩm OCOP %(star)s sao của %(producer)s.") % said


def _facts(row: Row) -> list[tuple[str, str]]:
    told = [one for one in TOLD if one.public == Public.FACT and row[one.name]]
    return [(one.label_en if in_english() else one.label, row[one.name]) for one in told]


def _revocation(current: CertificateLine | None) -> PublicRevocation | None:
    """The decision that revoked the star; asked for only where there is one."""
    if current is None or current.live.state != CertificateState.REVOKED:
        return None
    return revocations_of([current.certificate.pk]).get(current.certificate.pk)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
