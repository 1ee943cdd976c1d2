"""The refusal of a file: one sentence that says what is wrong and what to do."""

from ocop.ledger.errors import DomainError


class RefusedFileError(DomainError):
    """A file that cannot be kept; the sentence is for the person who sent it."""


class BusyError(RefusedFileError):
    """A file that nobody had time to look at: the same file may be taken a little later."""


class OvertimeError(RefusedFileError):
    """A file that took too long by the clock, perhaps only because the machine had other work: nobody remembers it."""
