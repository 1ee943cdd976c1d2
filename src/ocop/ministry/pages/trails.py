"""Breadcrumbs of the pages of packages."""

from django.urls import reverse

from ocop.ministry.models import SubmissionPackage
from ocop.pages import crumbs


def trail(package: SubmissionPackage | None = None, *, last: str = "") -> crumbs.Trail:
    """Return the way down to a page."""
    steps = [("Việc cần làm", reverse("web:home")), ("Hồ sơ đề nghị 5 sao", reverse("ministry:packages"))]
    if package:
        steps.append((package.dossier.product.name, reverse("ministry:package", args=[package.pk])))
    return crumbs.trail(*steps, last=last)
