"""Councils, rules, meetings, the chair and a waiting dossier exist once, whatever two people write at the same moment.

Two clicks could plan a meeting several times. Of equal meetings the first keeps its place; each later one that was not opened yet
gets a number behind its place, so that whoever planned it sees which is which and can leave one empty.
"""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from ocop.ledger.upgrading import equal_rows, refuse_equal_rows, tell

NOT_OVER = ~models.Q(state="closed")


def tell_meetings_apart(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Number the places of equal meetings that were not opened yet."""
    meetings = apps.get_model("councils", "CouncilMeeting").objects.filter(NOT_OVER)
    for group in equal_rows(meetings, "council", "round", "held_on", "place"):
        kept = meetings.filter(pk__in=group).order_by(models.Case(models.When(state="open", then=0), default=1), "pk")[
            0
        ]
        for number, meeting in enumerate(meetings.filter(pk__in=group, state="planned").exclude(pk=kept.pk), start=2):
            place = meeting.place
            meeting.place = f"{place[:190]} ({number})"
            meeting.save(update_fields=["place"])
            tell(f"Phiên họp {meeting.pk} trùng phiên họp {kept.pk}; địa điểm nay ghi “{meeting.place}”.")


class Migration(migrations.Migration):
    """Five constraints; what cannot be told apart stops the upgrade before anything is changed."""

    dependencies = [("councils", "0009_postponed_products")]
    operations = [
        migrations.RunPython(
            refuse_equal_rows(
                "councils", "CouncilRules", "unit", "decision_number", "effective_from", what="quy chế Hội đồng"
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            refuse_equal_rows(
                "councils", "Council", "unit", "name", "decision_number", "decided_on", what="Hội đồng"
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            refuse_equal_rows(
                "councils", "CouncilMember", "council",
                where=models.Q(effective_to__isnull=True, capacity="council_chair"), what="ghế Chủ tịch Hội đồng",
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            refuse_equal_rows(
                "councils", "AgendaItem", "dossier",
                where=models.Q(state__in=["waiting", "open", "closed"]), what="hồ sơ trong chương trình họp",
            ),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(tell_meetings_apart, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="councilrules",
            constraint=models.UniqueConstraint(
                fields=("unit", "decision_number", "effective_from"), name="rules_are_recorded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.UniqueConstraint(
                fields=("unit", "name", "decision_number", "decided_on"), name="council_is_set_up_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="councilmeeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("council", "round", "held_on", "place"),
                name="meeting_is_planned_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("effective_to__isnull", True)), ("capacity", "council_chair")),
                fields=("council",),
                name="council_has_one_chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "open", "closed"])),
                fields=("dossier",),
                name="dossier_waits_in_one_meeting",
            ),
        ),
    ]  # fmt: skip
