"""What `complaints` answers to rooms below it: what stands on the page of a product and of an inspection, which stored files nothing names."""

from datetime import datetime

from ocop.files import storing
from ocop.filing.asking import drop_orphans_of
from ocop.inspections.asking import parts_of_inspection
from ocop.pages.parts import Part
from ocop.people.models import UserAccount
from ocop.products.asking import parts_of_page
from ocop.products.models import Product

from .models import ComplaintFile
from .queries.files import FOLDER
from .queries.worklist import complaints_about, complaints_naming_somebody
from .rules import may_erase_complainants, may_record


@drop_orphans_of
def drop_complaint_files(older_than: datetime) -> int:
    """Files sent with a complaint and never kept go with the files that nothing names."""
    return storing.drop_unnamed(older_than, FOLDER, lambda sha256: ComplaintFile.objects.filter(sha256=sha256).exists())


@parts_of_page
def complaints_on_page(product: Product, reader: UserAccount) -> Part | None:
    """The complaints about a product, and the way to record one."""
    found, may = complaints_about(product, reader), bool(may_record(reader, product))
    part = {"complaints": found, "record": product if may else None}
    return Part("complaints/_of_product.html", part) if found or may else None


@parts_of_page
def erasing_on_page(product: Product, reader: UserAccount) -> Part | None:
    """The way to erase who complained, for the administrator, who reads neither who it was nor what was said."""
    if not may_erase_complainants(reader):
        return None
    found = list(complaints_naming_somebody(product))
    return Part("complaints/_erase_links.html", {"complaints": found}) if found else None


@parts_of_inspection
def complaints_at_inspection(product: Product, reader: UserAccount) -> Part | None:
    """Who inspects a product reads what was complained about it."""
    found = complaints_about(product, reader)
    return Part("complaints/_of_product.html", {"complaints": found, "record": None}) if found else None
