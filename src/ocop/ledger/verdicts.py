"""What a rule answers: go on, or no, with the sentence that says why. Operations insist on it; pages ask it (`ocop.pages`)."""

from dataclasses import dataclass

from .errors import DomainError


@dataclass(frozen=True)
class Denied:
    """A refusal that carries its reason; falsy, so that ``if not may_…`` reads well."""

    reason: str

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Allowed:
    """Permission; truthy."""

    def __bool__(self) -> bool:
        return True


ALLOWED = Allowed()
Verdict = Allowed | Denied


def insist(verdict: Verdict, *, field: str | None = None) -> None:
    """Go on when allowed; raises ``DomainError`` with the reason, which the form shows beside ``field``, when not."""
    if isinstance(verdict, Denied):
        raise DomainError(verdict.reason, field=field)
