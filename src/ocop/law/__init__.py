"""The law as data and its arithmetic as pure functions: no Django, no database, no clock (floor 0)."""
