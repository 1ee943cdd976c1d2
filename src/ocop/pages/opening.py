"""How a page is opened: by somebody who is signed in, and for reading, for typing, or by a button that only presses.

@reading_page                    shows something
@typing_page                     shows a form and takes what was typed into it; ``keeps_typed`` stands above it
@button                          does what a button of another page asks for, and leads on
@link_page                       what a link that works once opens: whoever holds it, kept by no cache, what is typed is a secret
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def _opened_by(*methods: str) -> Callable[[View], View]:
    def opened(view: View) -> View:
        answered: Any = require_http_methods(methods)(view)
        return cast("View", login_required(answered))

    return opened


reading_page = _opened_by("GET", "HEAD")
typing_page = _opened_by("GET", "HEAD", "POST")
button = _opened_by("POST")


def link_page(view: View) -> View:
    """Open a page by its link alone; see above."""
    answered: Any = require_http_methods(["GET", "POST"])(view)
    return cast("View", sensitive_post_parameters()(never_cache(answered)))
