"""Files that people send: which are accepted (kinds.yaml), how one is examined and cleaned, where it is kept, how it is sent.

The kind comes from the content, never from the name or from what the browser says. Images are drawn again by us, so
that nothing but the picture survives; everything else is kept as received and only ever served as a download.
"""

from .kinds import Kind, accepted_list, file_input_accept, kind_of_media
from .refusing import RefusedFileError

# `examining` is imported by its name: the process that examines a file (`judge`) starts without Django.
__all__ = ["Kind", "RefusedFileError", "accepted_list", "file_input_accept", "kind_of_media"]
