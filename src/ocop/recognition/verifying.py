"""Compare decisions, certificates and the public register with the council's results and with the ledger (Đ.7.3.e, Đ.4)."""

from collections.abc import Iterator

from ocop.advisory.verifying import changed_advisory_reports
from ocop.councils.verifying import changed_reports, changed_results, changed_sheets
from ocop.dossiers.verifying import changed_snapshots
from ocop.ledger.verifying import Finding, noted
from ocop.recognition.models import Certificate, DecisionItem, RegisterEntry
from ocop.recognition.queries.results import results_of

BATCH = 200


def changed_decisions() -> Iterator[Finding | None]:
    """Yield for each product in a decision ``None`` when star and mean are those of the council's result, else what is wrong."""
    lines = noted("decision_signed").items()
    listed = {(int(subject), dossier) for (_, subject), rows in lines for dossier in rows[-1]["dossiers"]}
    for line in DecisionItem.objects.select_related("decision", "dossier__product").order_by("pk").iterator(BATCH):
        result = results_of([line.dossier]).get(line.dossier_id)
        record = f"Quyết định {line.decision.decision_number}, “{line.dossier.product.name}”"
        if (line.decision_id, line.dossier_id) not in listed:
            yield Finding(record, "sản phẩm không có trong danh sách mà nhật ký ghi lúc ký")
        elif result is None or (line.star_rating, line.average_score) != (result.star_rating, result.average_score):
            yield Finding(record, "hạng sao hoặc điểm khác với kết quả của Hội đồng")
        else:
            yield None


def changed_certificates() -> Iterator[Finding | None]:
    """Yield for each certificate issued here ``None`` when decision, ledger and register agree with it, else what is wrong."""
    told = {subject: rows[-1] for (_, subject), rows in noted("certificate_issued").items()}
    rows = Certificate.objects.filter(dossier__isnull=False).select_related("dossier__decision_item", "decision")
    for certificate in rows.order_by("pk").iterator(chunk_size=BATCH):
        given = certificate.dossier.decision_item.star_rating if certificate.dossier else None
        line = told.get(str(certificate.pk), {})
        printed = {"star": certificate.star_rating, **certificate_facts(certificate)}
        if certificate.star_rating == given and all(line.get(name) == value for name, value in printed.items()):
            yield None
        else:
            yield Finding(
                f"Giấy chứng nhận {certificate.certificate_number}", "hạng sao, số hoặc thời hạn khác với quyết định"
            )
    for entry in RegisterEntry.objects.select_related("certificate").order_by("pk").iterator(chunk_size=BATCH):
        shown = (entry.star_rating, entry.ended_on, entry.end_reason)
        kept = (entry.certificate.star_rating, entry.certificate.ended_on, entry.certificate.end_reason)
        yield None if shown == kept else Finding(f"Sổ đăng ký, “{entry.name}”", "khác với giấy chứng nhận")


def certificate_facts(certificate: Certificate) -> dict[str, str]:
    """Return what the ledger notes of a certificate beside its star: number, first and last day."""
    return {
        "number": certificate.certificate_number,
        "issued_on": certificate.issued_on.isoformat() if certificate.issued_on else "",
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else "",
    }


CHECKS = {
    "hồ sơ đã nộp": changed_snapshots,
    "báo cáo của Tổ tư vấn": changed_advisory_reports,
    "phiếu chấm đã niêm phong": changed_sheets,
    "kết quả đã chốt": changed_results,
    "báo cáo đã ký": changed_reports,
    "sản phẩm trong quyết định": changed_decisions,
    "giấy chứng nhận và sổ đăng ký": changed_certificates,
}
