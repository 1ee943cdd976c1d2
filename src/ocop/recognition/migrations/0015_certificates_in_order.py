"""Show in the register the certificate that followed one whose day of issue a list did not tell, but which had ended by then.

Derived rows alone, of the few products that name such a certificate; what was decided is not touched. Running it again changes nothing.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.recognition.arithmetic import expiry_span, issue_span, place_in_order


def show_newest(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Write these rows of the register anew, where another certificate follows."""
    certificates = apps.get_model("recognition", "Certificate").objects
    entries = apps.get_model("recognition", "RegisterEntry").objects
    unsure = entries.filter(certificate__ended_on__isnull=False, certificate__issued_on__isnull=True)
    for product, shown in list(unsure.values_list("product_id", "certificate_id")):
        newest = max(certificates.filter(product=product).defer("content"), key=_order)
        if newest.pk != shown:
            entries.filter(product=product).update(**_told(newest))


def _order(one: Any) -> tuple[Any, int]:
    return place_in_order(issue_span(one.issued_on, one.issued_as_published), one.ended_on), one.pk


def _told(one: Any) -> dict[str, Any]:
    issued = issue_span(one.issued_on, one.issued_as_published)
    expiry = expiry_span(issued, one.regime, one.expires_on)
    return {
        "certificate": one.pk, "star_rating": one.star_rating, "ended_on": one.ended_on, "end_reason": one.end_reason,
        "issued_latest": issued.latest, "expires_earliest": expiry.earliest, "expires_latest": expiry.latest,
    }  # fmt: skip


class Migration(migrations.Migration):
    """Rows alone, no table."""

    dependencies = [("recognition", "0014_results_decided_once")]
    operations = [migrations.RunPython(show_newest, migrations.RunPython.noop)]
