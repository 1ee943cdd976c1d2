"""Let people press at the same moment: each step runs in a thread of its own, on a connection of its own, released by a barrier."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from ocop.ledger.errors import DomainError

DONE = "done"


def attempt(step: Callable[[], Any]) -> str:
    """What a person is told: "done", or the sentence of the refusal."""
    try:
        step()
    except DomainError as refusal:
        return refusal.sentence
    return DONE


def together(*steps: Callable[[], Any]) -> list[str]:
    """Release the steps at the same moment and return what each person was told; any other error fails the test."""
    barrier, told = threading.Barrier(len(steps)), [""] * len(steps)
    broken: list[BaseException] = []

    def run(index: int, step: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=30)
            told[index] = attempt(step)
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread of the test
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if broken:
        raise broken[0]
    return told
