"""Registering and changing products: the set fits the producer, a dossier fixes what it must, nothing is saved twice."""

from typing import Any

import pytest

from ocop.ledger.errors import DomainError
from ocop.ledger.models import AuditEntry
from ocop.people.models import UserAccount
from ocop.producers.models import OrganisationType
from ocop.products.choosing import all_choices, choices_for, offers_for
from ocop.products.models import Product
from ocop.products.operations.registering import StaleProductError, register_product, update_product
from ocop.products.rules import locked_fields
from tests.builders import AT, account, dossier, producer, product

KINDS = [kind for kind in OrganisationType if kind != OrganisationType.OTHER_ORGANISATION]
FIXED = frozenset({"set_number", "name", "specification", "standard"})


@pytest.fixture
def owner(db: None) -> UserAccount:
    return account()


def register(owner: UserAccount, *, kind: str = "cooperative", set_number: int = 11, **values: Any) -> Product:
    row = values.pop("producer", None) or producer(user=owner, name="HTX Trà", organisation_type=kind)
    return register_product(
        row, name=values.pop("name", "Chè shan tuyết"), set_number=set_number, by=owner, at=AT, **values
    )


def update(item: Product, by: UserAccount, *, version: int = 0, **values: Any) -> Product:
    return update_product(item, expected_version=version, values=values, by=by, at=AT)


def test_a_product_takes_regime_sector_and_place(owner: UserAccount) -> None:
    item = register(owner)
    assert (item.regime, item.set_number, item.sector_code, item.unit_path) == ("R4", 11, "I", "80/25459/")
    assert item.search_key == "che shan tuyet htx tra phuong tan ninh tinh tay ninh"
    entry = AuditEntry.objects.get(action="product_registered")
    assert set(entry.details.pop("records")) == {f"product:{item.pk}"}
    assert (entry.subject_id, entry.details, entry.unit_path) == (str(item.pk), {"set": 11}, "80/25459/")


def test_registering_twice_gives_the_product_registered_first(owner: UserAccount) -> None:
    row = producer(user=owner)
    assert register(owner, producer=row) == register(owner, producer=row)
    assert Product.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("set_number", [1, 11, 21, 25, 26])
def test_associations_take_part_with_tourism_only(owner: UserAccount, kind: str, set_number: int) -> None:
    if kind == OrganisationType.COMMUNITY_TOURISM_BODY and set_number != 26:
        with pytest.raises(DomainError, match="du lịch"):
            register(owner, kind=kind, set_number=set_number)
    else:
        assert register(owner, kind=kind, set_number=set_number).set_number == set_number


@pytest.mark.parametrize("set_number", [0, 27, -1])
def test_there_are_26_sets(owner: UserAccount, set_number: int) -> None:
    with pytest.raises(DomainError, match="26 bộ"):
        register(owner, set_number=set_number)


def test_only_the_producers_side_registers_its_products(owner: UserAccount) -> None:
    with pytest.raises(DomainError, match="Chỉ chủ thể"):
        register(owner, producer=producer())


def test_a_producer_without_a_commune_of_today_updates_it_first(owner: UserAccount) -> None:
    row = producer(user=owner)
    row.unit = None
    row.save()
    with pytest.raises(DomainError, match="nơi hoạt động"):
        register(owner, producer=row)


def test_a_change_renews_the_words_by_which_the_product_is_found(owner: UserAccount) -> None:
    item = register(owner)
    saved = update(item, owner, name="Trà Đá Bạc", story="Ngày xưa")
    assert saved.search_key == "tra da bac htx tra phuong tan ninh tinh tay ninh"
    assert (saved.version, saved.story) == (1, "Ngày xưa")
    told = AuditEntry.objects.get(action="product_updated").details
    assert set(told.pop("records")) == {f"product:{item.pk}"}
    assert told == {"fields": ["name", "story"], "changes": {"story": ["", "Ngày xưa"]}}
    renamed = AuditEntry.objects.get(action="product_identity_changed").details
    assert (renamed["changes"], renamed["effective_on"]) == ({"name": ["Chè shan tuyết", "Trà Đá Bạc"]}, "2026-09-01")


def test_saving_what_is_there_changes_nothing(owner: UserAccount) -> None:
    item = register(owner)
    assert update(item, owner, version=9, name=item.name).version == 0
    assert not AuditEntry.objects.filter(action="product_updated").exists()


def test_a_product_saved_in_between_is_not_overwritten(owner: UserAccount) -> None:
    item = register(owner)
    update(item, owner, story="Một")
    with pytest.raises(StaleProductError):
        update(item, owner, version=0, story="Hai")


def test_a_new_set_brings_its_sector(owner: UserAccount) -> None:
    assert update(register(owner), owner, set_number=14).sector_code == "II"


@pytest.mark.parametrize(
    ("state", "fixed"),
    [
        (None, frozenset()), ("draft", frozenset({"set_number"})), ("withdrawn", frozenset({"set_number"})), ("submitted", FIXED),
        ("commune_supplement", FIXED), ("council_review", FIXED), ("recognised", FIXED), ("not_recognised", FIXED), ("returned", FIXED),
    ],
)  # fmt: skip
def test_what_a_dossier_fixes(owner: UserAccount, state: str | None, fixed: frozenset[str]) -> None:
    item = product(producer(user=owner))
    if state:
        dossier(item, state=state)
    assert locked_fields(item) == fixed
    for field, value in {"name": "Tên khác", "specification": "500 g", "standard": "TCCS 2", "set_number": 12}.items():
        item.refresh_from_db()
        if field in fixed:
            with pytest.raises(DomainError, match="cố định"):
                update(item, owner, version=item.version, **{field: value})
        else:
            assert getattr(update(item, owner, version=item.version, **{field: value}), field) == value


def test_description_and_story_stay_open(owner: UserAccount) -> None:
    item = product(producer(user=owner))
    dossier(item, state="recognised")
    assert update(item, owner, story="Chuyện mới").story == "Chuyện mới"


def test_every_set_has_an_explanation_and_leads_to_its_neighbours() -> None:
    choices = all_choices("R4")
    assert [choice.entry.number for choice in choices] == list(range(1, 27))
    assert [choice.entry.number for choice in choices if not choice.holds or not choice.not_here] == []
    assert [c.entry.number for c in choices if c.entry in c.instead or not c.instead] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nuoc mam", 9), ("Gạo nếp", 3), ("homestay", 26), ("cá", 2), ("tra hoa vang", 12), ("chè xanh", 11), ("rượu ngâm", 15), ("thổ cẩm", 22),
        ("tinh dầu sả", 20), ("mật ong", 4), ("bưởi", 1), ("cá cảnh", 25), ("gốm", 21), ("dầu gội", 19), ("miến", 6), ("giò", 8),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_set_is_found_in_peoples_words(typed: str, first: int) -> None:
    found = [choice.entry.number for choice in offers_for(producer(), typed, regime="R4").sets]
    assert found[:1] == [first]


@pytest.mark.django_db
def test_the_chooser_shows_six_sectors_and_an_association_only_tourism() -> None:
    everything = choices_for(producer(), regime="R4")
    assert [group.sector.code for group in everything] == ["I", "II", "III", "IV", "V", "VI"]
    assert sum(len(group.sets) for group in everything) == 26
    tourism = choices_for(producer(organisation_type="community_tourism_body"), regime="R4")
    assert [choice.entry.number for group in tourism for choice in group.sets] == [26]
