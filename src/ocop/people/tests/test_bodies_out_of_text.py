"""The migration that makes public bodies out of the names once typed at roles, run on an installed province."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from ocop.people.models import PublicBody, Role, RoleAssignment
from ocop.people.queries import body_name_on
from tests.builders import account, commune, province

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def written(role: str, name: str, unit: Any) -> RoleAssignment:
    return RoleAssignment.objects.create(
        account=account(), role=role, unit=unit, organisation_name=name, effective_from=date(2025, 7, 1)
    )


def test_every_name_typed_at_a_role_becomes_one_body_with_its_roles_linked() -> None:
    migration = import_module("ocop.people.migrations.0008_bodies_out_of_text")
    rows = [
        written(Role.COMMUNE_OFFICER, "UBND phường Hoà Thành", commune()),
        written(Role.COMMUNE_CHAIR, "Ủy ban nhân dân  phường Hòa Thành", commune()),
        written(Role.PROVINCIAL_CHAIR, "UBND tỉnh Tây Ninh", province()),
        written(Role.PROVINCIAL_OFFICER, "Chi cục Phát triển nông thôn", province()),
        written(Role.PROVINCIAL_OFFICER, "Sở Công Thương", province()),
        written(Role.PROVINCIAL_OFFICER, "Văn phòng điều phối NTM", province("42", "Hà Tĩnh")),
        written(Role.CENTRAL_OFFICER, "Bộ Nông nghiệp và Môi trường", None),
    ]
    seat = written(Role.COUNCIL_MEMBER, "Hội đồng 1", province())
    bare = written(Role.COMMUNE_OFFICER, "", commune())
    migration.make_bodies(apps, None)
    for row in (*rows, seat, bare):
        row.refresh_from_db()
    assert [(row.body and row.body.kind, body_name_on(row.body, DAY)) for row in (*rows, seat, bare)] == [
        ("commune_committee", "Ủy ban nhân dân phường Hoà Thành"),
        ("commune_committee", "Ủy ban nhân dân phường Hoà Thành"),
        ("provincial_committee", "Ủy ban nhân dân tỉnh Tây Ninh"),
        ("provincial_office", "Chi cục Phát triển nông thôn"),
        ("line_department", "Sở Công Thương"),
        ("coordination_office", "Văn phòng điều phối NTM"),
        ("agriculture_ministry", "Bộ Nông nghiệp và Môi trường"),
        (None, ""),
        (None, ""),
    ]
    assert PublicBody.objects.count() == 6
    assert (seat.organisation_name, rows[0].organisation_name) == ("Hội đồng 1", "")
    migration.write_text_again(apps, None)
    rows[0].refresh_from_db()
    assert rows[0].organisation_name == "Ủy ban nhân dân phường Hoà Thành"
