"""The one error of the domain: an operation that may not go on, with a sentence for the person who asked."""


class DomainError(Exception):
    """Raised by operations; ``sentence`` is Vietnamese and can be shown as it is. ``field`` names the form field, if one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class StaleError(DomainError):
    """Somebody else saved since the page was opened; nothing was overwritten, and the page shows both (409)."""
