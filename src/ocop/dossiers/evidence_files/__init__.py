"""Evidence files: what is accepted (kinds.yaml), how a file is examined and cleaned, and where it is kept.

The kind comes from the content, never from the name or from what the browser says. Images are drawn again by us, so
that nothing but the picture survives; everything else is kept as received and only ever served as a download.
"""

from .examining import CleanFile, examine
from .kinds import Kind, accepted_list, file_input_accept, kind_of_media
from .refusing import RefusedFileError

__all__ = [
    "CleanFile",
    "Kind",
    "RefusedFileError",
    "accepted_list",
    "examine",
    "file_input_accept",
    "kind_of_media",
]
