"""What the API answers with; names are those of the glossary."""

from datetime import date, datetime
from typing import Any, Literal, cast

from ninja import Field, Schema
from pydantic import create_model

from ocop.products.fields import TOLD

State = Literal["valid", "expiring", "expired", "uncertain", "revoked", "superseded", "unverified"]


class ProductQuery(Schema):
    """What narrows the register; leave out whatever does not matter."""

    q: str = Field("", max_length=200, description="Words of name, producer or place; diacritics may be left out")
    star_rating: int | None = Field(None, ge=3, le=5)
    certificate_state: Literal["in_force", "valid", "expiring", "expired", "uncertain", "revoked"] | None = None
    province_code: str = Field("", pattern=r"^(\d{2})?$", description="Code of a province of today")
    sector_code: Literal["", "I", "II", "III", "IV", "V", "VI"] = Field(
        "", description="I to VI, Annex I of 26/2026/QĐ-TTg"
    )
    set_number: int | None = Field(None, ge=1, le=26, description="Criteria set of 26/2026/QĐ-TTg")
    page: int = Field(1, ge=1, le=100_000)


class UnitQuery(Schema):
    """Which units."""

    administrative_level: Literal["province", "commune"] = "province"
    province_code: str = Field("", pattern=r"^(\d{2})?$")
    page: int = Field(1, ge=1, le=1000)


class UnitOut(Schema):
    """An administrative unit of today."""

    unit_code: str = Field(description="Official code; unique only together with level and date")
    administrative_level: str
    unit_type: str
    name: str
    full_name: str
    parent_code: str | None = None
    effective_from: date
    effective_to: date | None = None


class ProducerBrief(Schema):
    """A producer as a product names it."""

    id: int
    name: str
    name_today: str = Field(
        "", description="Today's name where it is another; the record keeps the name it was made with"
    )
    organisation_type: str


class CertificateOut(Schema):
    """A certificate with the state it has today."""

    certificate_state: State = Field(description="Derived today from the dates; never stored")
    star_rating: int | None = Field(description="Empty where the record does not fit the ledger (unverified)")
    certificate_number: str
    decision_number: str
    issuing_authority: str = Field(description="As printed; never rewritten after mergers")
    issued_on: date | None = None
    issued_as_published: str = Field("", description="2020 or 2021-04 where the source gives no day")
    expires_on: date | None = None
    expires_earliest: date | None = None
    expires_latest: date | None = None
    end_reason: str = ""
    ended_on: date | None = Field(None, description="The day from which a certificate ended before its last day")
    revocation_decision: str = Field(
        "", description="Number of the decision that revoked it, where it was decided here"
    )
    regime: str
    source_url: str = ""
    source_grade: str = ""
    scan_url: str


class ProductBrief(Schema):
    """A row of the register."""

    id: int
    name: str
    name_today: str = Field(
        "", description="Today's name where it is another; the record keeps the name it was made with"
    )
    url: str
    star_rating: int | None = Field(description="Empty where the record does not fit the ledger (unverified)")
    certificate_state: State
    producer: ProducerBrief
    place: str
    place_today: str = ""
    unit_code: str | None = None
    sector_code: str
    set_number: int | None = None
    expires_earliest: date | None = None
    expires_latest: date | None = None
    is_demo: bool


class _ProductOut(ProductBrief):
    product_code: str
    place_as_published: str
    certificates: list[CertificateOut]


# What the producer wrote stands once, in ``products.fields``; every fact is a text.
ProductOut = create_model(
    "ProductOut",
    __base__=_ProductOut,
    __doc__="A product with its certificates, newest first.",
    **cast("Any", {one.name: (str, ...) for one in TOLD}),
)


class ProducerOut(ProducerBrief):
    """A producer with its published products; of its contact what it chose to publish, never its representative."""

    place: str
    unit_code: str | None = None
    contact_phone: str = Field("", description="Empty where the producer did not choose to publish it")
    contact_email: str = Field("", description="Empty where the producer did not choose to publish it")
    products: list[ProductBrief]


class CertificateWithProduct(CertificateOut):
    """A certificate as its QR code finds it."""

    product_id: int
    product_name: str
    product_name_today: str = ""
    producer_name: str
    producer_name_today: str = ""
    place: str = ""
    product_url: str


class ProductPage(Schema):
    """One page of the register."""

    count: int
    page: int
    page_size: int
    next: str | None = None
    near: bool = Field(description="Nothing matched as typed; these match with a slip of the finger allowed")
    read_at: datetime
    items: list[ProductBrief]


class UnitPage(Schema):
    """One page of units."""

    count: int
    page: int
    page_size: int
    items: list[UnitOut]


class Problem(Schema):
    """Why there is no answer."""

    detail: str


class WrongInput(Schema):
    """One value of the question that does not fit."""

    loc: list[str | int] = Field(description="Where it stands, e.g. query, star_rating")
    msg: str
    type: str


class Refusal(Schema):
    """The question was not understood: a parameter that does not exist, came twice, or has a value that does not fit."""

    message: str = Field(description="One sentence in Vietnamese and in English")
    detail: list[WrongInput]
