"""Decisions and certificates made so far keep what they say from here on; names are those of the submitted dossier, else of today.

Everything is written out here, because the code that composes new records goes on changing. ``adopt_records`` then takes the rows under
a hash; a certificate that contradicts the line of its issue is named by ``verify_contents`` all the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.ledger.chain import content_hash

Content = dict[str, Any]
BATCH = 200
TITLES = {
    "recognition": "Quyết định công nhận",
    "result_approval": "Quyết định phê duyệt kết quả (từ 90 điểm)",
}
ORGANISATIONS = {
    "cooperative": "Hợp tác xã",
    "cooperative_group": "Tổ hợp tác",
    "small_medium_enterprise": "Doanh nghiệp nhỏ và vừa",
    "farm": "Trang trại",
    "registered_household": "Hộ sản xuất, hộ gia đình có đăng ký kinh doanh",
    "community_tourism_body": "Hội, hiệp hội, trung tâm điều hành (du lịch)",
    "other_organisation": "Loại hình khác (hồ sơ nhập từ trước)",
}
DECISION = (
    "kind", "unit_id", "decision_number", "decided_on", "issuing_authority", "signed_by_id", "signed_at", "is_demo",
)  # fmt: skip
CERTIFICATE = (
    "product_id", "dossier_id", "star_rating", "regime", "certificate_number", "decision_id", "decision_number",
    "issuing_authority", "issued_on", "issued_as_published", "expires_on", "token", "source_url", "source_grade",
    "batch_id", "import_key", "is_demo",
)  # fmt: skip


def take_snapshots(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the new columns."""
    signers: dict[int, Content] = {}
    frozen = _frozen_heads(apps)
    for decision in (
        apps.get_model("recognition", "RecognitionDecision").objects.select_related("signed_by").order_by("pk")
    ):
        _seal_decision(decision, frozen)
        signers[decision.pk] = decision.content["signer"]
    rows = apps.get_model("recognition", "Certificate").objects.select_related(
        "product__producer", "product__unit__parent", "dossier", "decision__unit"
    )
    for certificate in rows.order_by("pk").iterator(chunk_size=BATCH):
        _seal_certificate(certificate, frozen, signers)


def _frozen_heads(apps: Apps) -> dict[int, Content]:
    """Names as they stood in the newest submission of each dossier that was decided."""
    snapshots = apps.get_model("dossiers", "DossierSnapshot").objects.filter(dossier__decision_item__isnull=False)
    rows = snapshots.order_by("revision").values_list("dossier_id", "content")
    return {dossier: content.get("head", {}) for dossier, content in rows.iterator()}


def _seal_decision(decision: Any, frozen: dict[int, Content]) -> None:
    signer = decision.signed_by
    items = decision.items.select_related("dossier__product__producer", "dossier__producer", "dossier__unit__parent")
    decision.content = {
        "version": 1,
        "facts": _facts(decision, DECISION),
        "title": TITLES[decision.kind],
        "unit": _place(decision.unit),
        "signer": {"account": signer.pk, "name": signer.full_name or signer.username, "position": "Chủ tịch"},
        "items": [
            {
                "facts": _facts(item, ("dossier_id", "star_rating", "average_score")),
                "regime": item.dossier.regime,
                **_names(item.dossier.product, item.dossier.producer, frozen.get(item.dossier_id, {})),
                "place": _place(item.dossier.unit),
            }
            for item in items.order_by("pk")
        ],
    }
    for item in decision.content["items"]:
        del item["product"]["code"]  # given with the certificate, which names it
    decision.content_hash = content_hash(decision.content)
    decision.save(update_fields=["content", "content_hash"])


def _seal_certificate(certificate: Any, frozen: dict[int, Content], signers: dict[int, Content]) -> None:
    product, issued_here = certificate.product, certificate.dossier_id is not None
    names = _names(product, product.producer, frozen.get(certificate.dossier_id, {}))
    place = _place(product.unit if issued_here else None) | {"published": product.place_as_published}
    content = {"version": 1, "facts": _facts(certificate, CERTIFICATE), **names, "place": place}
    if certificate.certificate_number:  # made from the code of its day; a later evaluation gives the product another
        names["product"]["code"] = certificate.certificate_number.removeprefix("GCN-")
    if certificate.decision_id:
        content["signer"] = signers[certificate.decision_id]
    if issued_here:
        paper = _paper(certificate, content)
        shown = {
            name: value
            for name, value in paper.items()
            if name not in {"layout", "signer", "position", "province", "demo"}
        }
        content |= {"paper": paper, "printed_hash": content_hash(shown)}
    certificate.content, certificate.content_hash = content, content_hash(content)
    certificate.save(update_fields=["content", "content_hash"])


def _paper(certificate: Any, content: Content) -> dict[str, str]:
    day, until, units = certificate.issued_on, certificate.expires_on, content["place"]["units"]
    signer = content.get("signer", {})
    return {
        "layout": "certificate-1",
        "product": content["product"]["name"],
        "product_code": content["product"]["code"],
        "producer": content["producer"]["name"],
        "place": ", ".join(f"{one['unit_type']} {one['name']}" for one in units) or content["place"]["published"],
        "star": str(certificate.star_rating),
        "number": certificate.certificate_number,
        "decision": certificate.decision_number,
        "issuer": certificate.issuing_authority,
        "issued": f"{day:%d/%m/%Y}" if day else certificate.issued_as_published,
        "issued_official": _official(day) if day else "",
        "expires": f"{until:%d/%m/%Y}" if until else "",
        "address": f"{settings.OCOP_SITE_URL.rstrip('/')}/q/{certificate.token}",
        "signer": signer.get("name", ""),
        "position": signer.get("position", ""),
        "province": units[-1]["name"] if units else "",
        "demo": "yes" if certificate.is_demo or settings.OCOP_DEMO else "",
    }


def _official(day: date) -> str:
    """NĐ 30/2020: days below 10 and the months 1 and 2 are written with a zero."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _names(product: Any, producer: Any, head: Content) -> Content:
    from ocop.law.catalogue import entry_of

    kind = head.get("producer", {}).get("organisation_type") or producer.organisation_type
    number = head.get("set_number") or product.set_number
    return {
        "product": {
            "id": product.pk, "name": head.get("product", {}).get("name") or product.name, "code": product.product_code,
            "sector_code": head.get("sector_code") or product.sector_code, "set_number": number,
            "set_name": entry_of(head.get("regime") or product.regime or "R4", number).label if number else "",
        },
        "producer": {
            "id": producer.pk, "name": head.get("producer", {}).get("name") or producer.name, "organisation_type": kind,
            "organisation_name": ORGANISATIONS.get(kind, kind),
        },
    }  # fmt: skip


def _place(unit: Any) -> Content:
    names = ("code", "level", "unit_type", "name", "path")
    return {"units": [{name: getattr(one, name) for name in names} for one in _upward(unit)], "published": ""}


def _upward(unit: Any) -> Iterator[Any]:
    while unit is not None:
        yield unit
        unit = unit.parent


def _facts(row: Any, names: tuple[str, ...]) -> Content:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


class Migration(migrations.Migration):
    """Stands alone, because PostgreSQL changes no table in the transaction that changed its rows."""

    dependencies = [
        ("recognition", "0004_snapshots"),
        ("dossiers", "0004_advisory_review_state"),
        ("people", "0006_role_ended_at_once"),
        ("producers", "0002_version"),
        ("products", "0003_product_photo"),
        ("territory", "0002_one_value_without_unit"),
    ]
    operations = [migrations.RunPython(take_snapshots, migrations.RunPython.noop)]
