"""What a linter answers when the data of a component is wrong: the name of the error and the place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of the GS1 Barcode Syntax Tests, by its official name without the common beginning, and the wrong part of the data."""

    name: str
    start: int
    length: int

    @property
    def error(self) -> str:
        """The official name, e.g. GS1_LINTER_INCORRECT_CHECK_DIGIT."""
        return f"GS1_LINTER_{self.name}"

    def markup(self, data: str) -> str:
        """The data with the wrong part between asterisks."""
        end = self.start + self.length
        return f"{data[: self.start]}*{data[self.start : end]}*{data[end:]}"


def whole(name: str, data: str) -> Fault:
    """A fault of the data as a whole."""
    return Fault(name, 0, len(data))
