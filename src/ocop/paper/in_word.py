"""A paper as a Word file; python-docx is read when the first one is wanted, not at every start."""

from collections.abc import Sequence

from .describing import Paper


def docx_of(paper: Paper) -> bytes:
    """Return a paper as DOCX."""
    return docx_of_all([paper])


def docx_of_all(papers: Sequence[Paper]) -> bytes:
    """Return papers as one DOCX, each from a page of its own with its own page numbers; measures are those of the first."""
    from . import word

    return word.docx_of(papers)
