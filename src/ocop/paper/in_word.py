"""A paper as a Word file; python-docx is read when the first one is wanted, not at every start."""

from .describing import Paper


def docx_of(paper: Paper) -> bytes:
    """Return a paper as DOCX."""
    from . import word

    return word.docx_of(paper)
