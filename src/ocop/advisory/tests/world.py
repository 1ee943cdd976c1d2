"""A province with a group of two, another group, and dossiers of a round before them."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from ocop.advisory import operations
from ocop.advisory.models import AdvisoryGroup, AdvisoryReport, GroupCapacity
from ocop.dossiers.models import Dossier, DossierState
from ocop.people.models import Role, UserAccount
from ocop.territory.models import AdministrativeUnit
from tests import builders
from tests.builders import AT

LATER = AT + timedelta(hours=3)
WORDS = {
    "completeness": "Đủ giấy tờ.",
    "part_a": "Đúng như mô tả.",
    "part_b": "Có hợp đồng.",
    "part_c": "Nhãn đủ nội dung.",
    "proposal": "put_before_council",
    "proposal_reason": "",
}
SURVEY: dict[str, Any] = {
    "visited_on": date(2026, 9, 1),
    "place": "Ấp 1, phường Tân Ninh",
    "participants": "Hai người của Tổ, một người của phường.",
    "findings": "Nơi làm sạch, có sổ theo dõi.",
}


class World:
    """The people of one province and their group."""

    def __init__(self, unit: AdministrativeUnit | None = None) -> None:
        self.province = unit or builders.province()
        self.office = builders.account(Role.PROVINCIAL_OFFICER, self.province)
        self.head, self.member = builders.account(full_name="Lâm Thị Quế"), builders.account(full_name="Lê Khải")
        self.group = self.new_group("5/QĐ-UBND", self.head, self.member)
        self.round = builders.evaluation_round(self.province)

    def new_group(self, number: str, head: UserAccount, *members: UserAccount) -> AdvisoryGroup:
        by: dict[str, Any] = {"by": self.office, "at": AT}
        group = operations.set_up_group(
            self.province, name=f"Tổ tư vấn {number}", decision_number=number, decided_on=date(2026, 8, 1), **by
        )
        operations.add_member(group, head, capacity=GroupCapacity.HEAD, organisation="Chi cục", **by)
        for one in members:
            operations.add_member(group, one, capacity=GroupCapacity.MEMBER, organisation="Trung tâm", **by)
        return group

    def in_round(self, **values: Any) -> Dossier:
        place = builders.commune(f"{self.province.code}001", "Tân Ninh", inside=self.province)
        product = builders.product(builders.producer(place), set_number=11)
        given = {"state": DossierState.IN_ROUND, "round": self.round, "due_on": date(2026, 12, 29), **values}
        return builders.dossier(product, **given)

    def started(self) -> Dossier:
        dossier = self.in_round()
        operations.start_review(dossier, by=self.head, at=AT)
        return fresh(dossier)

    def written(self) -> Dossier:
        dossier = self.started()
        operations.save_report(dossier, words=WORDS, version=0, by=self.member, at=AT)
        return fresh(dossier)

    def signed(self) -> Dossier:
        dossier = self.written()
        self.sign(dossier)
        return fresh(dossier)

    def sign(self, dossier: Dossier, *, number: str = "12/BC-TTV", by: UserAccount | None = None) -> AdvisoryReport:
        return operations.sign_report(dossier, number=number, signed_on=date(2026, 9, 1), by=by or self.head, at=LATER)


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def browser(user: UserAccount) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, *arguments: int) -> str:
    return reverse(f"advisory:{name}", args=arguments)
