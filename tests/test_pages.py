"""Every route of the system stands in the inventory of pages with its states, and no other does."""

from tests.pages import inventory, routes


def test_every_route_is_in_the_inventory() -> None:
    assert {name: entry["address"] for name, entry in inventory().items()} == routes()


def test_every_page_names_its_states() -> None:
    assert [name for name, entry in inventory().items() if not entry["states"]] == []
