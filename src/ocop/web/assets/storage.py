"""Static files under names that carry their content: style sheets and scripts name each other by those names too.

A script that a page asks for by its full name and another script by its plain one is loaded twice. The two keep different memories: each
half would hold back a form that the other had let go.
"""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# Only what a script imports when it is loaded, on a line of its own: Django's patterns also read the comments of libraries.
IMPORTED = r"""(?m)^(?P<matched>import (?P<names>[^"';]+) from "(?P<url>\.[^"]+)";)"""


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """As of WhiteNoise; what a script imports is named by its content as well."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("*.js", ((IMPORTED, 'import %(names)s from "%(url)s";'),)),
    )
