"""What `inspections` answers to rooms below it: what stands on the page of a product, which stored files nothing names."""

from datetime import datetime

from django.utils import timezone

from ocop.files import storing
from ocop.filing.asking import drop_orphans_of
from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.products.asking import parts_of_page
from ocop.products.models import Product

from .models import CaseFile, InspectionPhoto
from .queries.access import cases_visible_to, certificates_of_communes, certificates_watched_by
from .queries.files import FOLDER
from .queries.inspections import PHOTOS
from .rules import may_confirm_stopped, may_open


@drop_orphans_of
def drop_case_files(older_than: datetime) -> int:
    """Files sent for a case and never kept go with the files that nothing names."""
    return storing.drop_unnamed(older_than, FOLDER, lambda sha256: CaseFile.objects.filter(sha256=sha256).exists())


@drop_orphans_of
def drop_inspection_photos(older_than: datetime) -> int:
    """The same of photos."""
    return storing.drop_unnamed(
        older_than, PHOTOS, lambda sha256: InspectionPhoto.objects.filter(sha256=sha256).exists()
    )


@parts_of_page
def revocation_on_page(product: Product, reader: UserAccount) -> Part | None:
    """The cases about a product, and for its office the way to open one."""
    cases = list(cases_visible_to(reader).filter(certificate__product=product).order_by("-pk"))
    watched = certificates_watched_by(reader).filter(product=product, ended_on__isnull=True)
    open_for = next((one for one in watched if may_open(reader, one, on=timezone.localdate())), None)
    of_commune = certificates_of_communes(reader).filter(product=product, ended_on__isnull=True)
    stop = next((one for one in of_commune if may_confirm_stopped(reader, one, on=timezone.localdate())), None)
    part = {"cases": cases, "certificate": open_for, "stopped": stop}
    return Part("inspections/_of_product.html", part) if any(part.values()) else None
