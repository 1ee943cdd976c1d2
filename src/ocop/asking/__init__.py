"""How a room asks the rooms above it without knowing them: it declares a question, they answer in their module ``answers``.

    # products/asking.py
    fixed_fields: Question[[Product], frozenset[str]] = Question("Which fields of a product are fixed?")

    # dossiers/answers.py
    @fixed_fields
    def fixed_by_dossiers(product: Product) -> frozenset[str]: ...

    # products/rules.py
    fixed_fields.ask(product)

Imports still point down; a room that is left out has no answer. Answers come in the order of ``INSTALLED_APPS``.
"""

from collections.abc import Callable
from functools import cache
from typing import Generic, ParamSpec, TypeVar

from django.utils.module_loading import autodiscover_modules

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Question(Generic[Asked, Answer]):
    """A question of one room; used as a decorator on each answer."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._answers: list[Callable[Asked, Answer]] = []

    def __call__(self, answer: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        """Take an answer of a room above."""
        self._answers.append(answer)
        return answer

    def ask(self, *args: Asked.args, **kwargs: Asked.kwargs) -> list[Answer]:
        """Return what each room above answers."""
        _find_answers()
        return [answer(*args, **kwargs) for answer in self._answers]


@cache
def _find_answers() -> None:
    autodiscover_modules("answers")
