"""The refusal of a file: one sentence that says what is wrong and what to do."""

from ocop.ledger.errors import DomainError


class RefusedFileError(DomainError):
    """A file that cannot be kept; the sentence is for the person who sent it."""
