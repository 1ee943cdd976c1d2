"""Files that people send: which are accepted (kinds.yaml), how one is examined and cleaned, where it is kept, how it is sent.

The kind comes from the content, never from the name or from what the browser says. Images are drawn again by us, so
that nothing but the picture survives; everything else is kept as received and only ever served as a download.
"""

from .examining import CleanFile, CleanPicture, examine, examine_picture
from .kinds import Kind, accepted_list, file_input_accept, kind_of_media
from .refusing import RefusedFileError

__all__ = [
    "CleanFile",
    "CleanPicture",
    "Kind",
    "RefusedFileError",
    "accepted_list",
    "examine",
    "examine_picture",
    "file_input_accept",
    "kind_of_media",
]
