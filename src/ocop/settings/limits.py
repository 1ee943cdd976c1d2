"""How often something may be tried, from where a request really comes, and how long sign-ins are kept.

Each limit is "tries/seconds" in the environment under the name in capitals, e.g. OCOP_LIMIT_SIGN_IN=10/900. What a limit means and by
what it counts stands in ``people/entering``; a right password is given back and never counts.
"""

import os

_DEFAULTS = {
    # One name from one address: ten typos of one person, a thousand guesses a day; a password has twelve letters or more.
    "sign_in": "10/900",
    # The same for a person on a device that knows them; strangers never reach this count.
    "sign_in_device": "10/900",
    # One address over all names: an office or a telephone network behind one address mistypes; guessing needs far more.
    "sign_in_address": "300/900",
    # One name over all addresses. Beyond it the name is besieged, and each address has the next limit left: never a closed door.
    "sign_in_name": "100/3600",
    "sign_in_besieged": "2/3600",
    # Codes of six digits: ten in a quarter of an hour leave a guesser a chance of 1 in 1,000 a day; it takes the password first.
    "second_factor": "10/900",
    "own_password": "20/900",
    # A commune trains forty producers in one room behind one address.
    "sign_up": "200/3600",
    "reset_by_address": "100/3600",
    # forms put aside until their person has signed in again: of nobody known by place and in all (64 KB each), and of one account
    "kept_by_address": "30/3600",
    "kept_in_all": "1000/43200",
    "kept_of_account": "60/3600",
    "reset_by_mail": "5/3600",
}


def _limit(name: str, usual: str) -> tuple[int, int]:
    tries, _, seconds = os.environ.get(f"OCOP_LIMIT_{name.upper()}", usual).partition("/")
    return int(tries), int(seconds)


OCOP_LIMITS = {name: _limit(name, usual) for name, usual in _DEFAULTS.items()}
OCOP_DEVICE_REMEMBERED_SECONDS = 180 * 86_400  # from one season of scoring to the next
# Proxies of our own, addresses or networks, comma separated: only what they write into X-Forwarded-For is believed. The recipe puts
# one on the same machine.
_this_machine = "127.0.0.0/8,::1" if os.environ.get("OCOP_BEHIND_PROXY") == "1" else ""
OCOP_TRUSTED_PROXIES = [
    one.strip() for one in os.environ.get("OCOP_TRUSTED_PROXIES", _this_machine).split(",") if one.strip()
]
OCOP_SIGN_INS_KEPT_DAYS = 365  # NĐ 333/2026: at least twelve months
