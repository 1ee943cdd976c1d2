"""Official documents as Word and PDF from one description (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from .describing import (
    Block,
    Facts,
    Heading,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)
from .in_word import docx_of
from .letters import unprintable_letters
from .printed import pdf_of

__all__ = [
    "Block",
    "Facts",
    "Heading",
    "Items",
    "Letterhead",
    "Paper",
    "Paragraph",
    "Run",
    "Signature",
    "Table",
    "Text",
    "docx_of",
    "pdf_of",
    "unprintable_letters",
]
