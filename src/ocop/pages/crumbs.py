"""Breadcrumbs: the steps down to a page, each with its address; where the reader is carries none."""

Trail = list[tuple[str, str]]


def trail(*steps: tuple[str, str], last: str = "") -> Trail:
    """Return the breadcrumbs down to the page called ``last``, or to the last of the steps.

    >>> trail(("Hội đồng", "/hoi-dong/"), last="Phiếu của tôi")
    [('Hội đồng', '/hoi-dong/'), ('Phiếu của tôi', '')]
    >>> trail(("Hội đồng", "/hoi-dong/"))
    [('Hội đồng', '')]
    """
    return [*steps, (last, "")] if last else [*steps[:-1], (steps[-1][0], "")]
