"""Makes a public body out of every name that was typed at a role, and links the roles to it.

One body for each name in a unit: spellings that differ in capitals, spaces, the place of a tone mark, or in "UBND" written out are the
same. A leading "UBND" is written out, since the head of a paper asks for the whole name (NĐ 30/2020, Phụ lục I, mục II.2). Names of councils and groups stay text: they are no public bodies. Nobody wrote down since when a name holds, so it holds since
1900-01-01, which means "not known". The way back writes the newest name into the text again.
"""

from datetime import date
from typing import Any

from django.db import migrations

from ocop.vietnamese import fold, sort_key

UNKNOWN_START = date(1900, 1, 1)
SEATS = ("council_chair", "council_member", "council_secretary", "advisory_group_head", "advisory_group_member")
COMMITTEES = {"commune": "commune_committee", "district": "district_committee", "province": "provincial_committee"}
BY_ROLE = {
    "commune_chair": "commune_committee",
    "provincial_chair": "provincial_committee",
    "provincial_officer": "provincial_office",
    "central_officer": "central_office",
}
SOURCE = "Chuyển từ tên cơ quan đã ghi ở vai trò"


def key_of(name: str) -> str:
    """What all spellings of one name have in common."""
    return " ".join(fold(name).split()).replace("uy ban nhan dan", "ubnd")


def written_out(name: str) -> str:
    """The name with a leading "UBND" in full words."""
    first, _, rest = " ".join(name.split()).partition(" ")
    return f"Ủy ban nhân dân {rest}" if first.upper() == "UBND" and rest else " ".join(name.split())


def kind_of(name: str, role: str, level: str) -> str:
    """What a body is, as far as its name, or else the role held in it, says."""
    key = key_of(name)
    if key.startswith("ubnd ") and level:
        return COMMITTEES[level]
    if key.startswith("van phong dieu phoi"):
        return "coordination_office"
    if key.startswith("so ") and level == "province":
        return "line_department"
    if key.startswith("bo ") and not level:
        return "agriculture_ministry" if key.startswith("bo nong nghiep") else "line_ministry"
    return BY_ROLE.get(role, "other_body")


def make_bodies(apps: Any, _editor: Any) -> None:
    """Make the bodies, link the roles, empty the text."""
    bodies: dict[tuple[int | None, str], Any] = {}
    names: dict[int, str] = {}
    roles = apps.get_model("people", "RoleAssignment")
    rows = roles.objects.exclude(organisation_name="").exclude(role__in=SEATS).select_related("unit").order_by("pk")
    for row in rows:
        written, level = written_out(row.organisation_name), row.unit.level if row.unit else ""
        place = (row.unit_id, key_of(written))
        if place not in bodies:
            kind = kind_of(written, row.role, level)
            bodies[place] = apps.get_model("people", "PublicBody").objects.create(
                kind=kind, unit_id=row.unit_id, name_key=fold(written), sort_key=sort_key(written).encode()
            )
        body = bodies[place]
        names[body.pk] = max(names.get(body.pk, ""), written, key=len)
        roles.objects.filter(pk=row.pk).update(body=body, organisation_name="")
    for body in bodies.values():
        _name(apps, body, names[body.pk])


def _name(apps: Any, body: Any, name: str) -> None:
    """Give a body the fullest of its spellings."""
    body.name_key, body.sort_key = fold(name), sort_key(name).encode()
    body.save(update_fields=["name_key", "sort_key"])
    abbreviation = "UBND" if body.kind in COMMITTEES.values() else ""
    apps.get_model("people", "BodyName").objects.create(
        body=body, name=name, abbreviation=abbreviation, effective_from=UNKNOWN_START, legal_source=SOURCE
    )


def write_text_again(apps: Any, _editor: Any) -> None:
    """Write the newest name of each body into the roles held in it."""
    for name in apps.get_model("people", "BodyName").objects.order_by("effective_from").iterator():
        apps.get_model("people", "RoleAssignment").objects.filter(body=name.body_id).update(organisation_name=name.name)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_public_bodies"),
    ]

    operations = [
        migrations.RunPython(make_bodies, write_text_again),
    ]
