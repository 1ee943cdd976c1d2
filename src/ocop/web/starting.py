"""What has to be right before a command serves or loads anything: locale, port, folder, lock and space, one sentence for each.

Nothing here needs Django or the settings, which themselves write into the folder of data.
"""

import errno
import fcntl
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import IO

REFUSED = 2
PORT_TAKEN = (
    "Cổng {port} đang có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác: --port {other}."
)
NO_SUCH_PORT = "Cổng phải là một số từ 1 đến 65535."
PORT_FORBIDDEN = "Không được phép mở cổng {port}. Hãy chọn cổng từ 1024 trở lên, ví dụ --port 8000."
NO_SUCH_ADDRESS = "Máy này không có địa chỉ {host}."
UNWRITABLE = "Không ghi được vào “{place}”. Hãy cấp quyền ghi, hoặc đặt OCOP_DATA_DIR tới một thư mục ghi được."
NO_TEMPORARY = "Không có thư mục tạm nào ghi được. Hãy đặt TMPDIR tới một thư mục ghi được."
FULL = "Ổ đĩa của “{place}” đã đầy. Hãy giải phóng dung lượng rồi chạy lại lệnh này; những gì đã nạp vẫn còn."
TOO_LITTLE = "Ổ đĩa của “{place}” chỉ còn trống {free} MB, cần {needed} MB. Hãy giải phóng dung lượng rồi chạy lại."
IN_USE = "Một lệnh khác đang dùng dữ liệu ở “{place}”. Hãy đợi nó xong hoặc dừng nó, rồi chạy lại."
MEGABYTE = 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})


class RefusedError(Exception):
    """The command does not start here; the message is the sentence to show."""


def speak_utf8() -> None:
    """Begin this command again in UTF-8 where the locale (LC_ALL=C and older ones) could not write Vietnamese."""
    if sys.flags.utf8_mode or (_is_utf8(sys.stdout.encoding) and _is_utf8(sys.getfilesystemencoding())):
        return
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONIOENCODING", None)
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606


def _is_utf8(name: str) -> bool:
    return name.lower().replace("-", "") == "utf8"


def reserve(host: str, port: int) -> socket.socket:
    """Return a socket bound to the port, not listening yet, so that nobody else takes it; raises ``RefusedError``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    reserved = socket.socket(family)
    # Bound over what an ended server left behind, but with nobody beside this one.
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        reserved.bind((host, port))
    except OverflowError:
        reserved.close()
        raise RefusedError(NO_SUCH_PORT) from None
    except OSError as fault:
        reserved.close()
        raise RefusedError(_about_port(fault, host, port)) from fault
    reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    return reserved


def _about_port(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EACCES:
        return PORT_FORBIDDEN.format(port=port)
    if fault.errno == errno.EADDRINUSE:
        return PORT_TAKEN.format(port=port, other=port + 1 if port < 65535 else port - 1)
    return NO_SUCH_ADDRESS.format(host=host)


def listen(reserved: socket.socket, backlog: int) -> socket.socket:
    """Let connections come to a reserved port; raises ``RefusedError`` when somebody listens there all the same."""
    reserved.setsockopt(
        socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
    )  # the next start need not wait for closed connections
    try:
        reserved.listen(backlog)
    except OSError as fault:
        host, port = reserved.getsockname()[:2]
        raise RefusedError(_about_port(fault, host, port)) from fault
    return reserved


def folder_of_data() -> Path:
    """Return the folder of the settings, which write their key into it; raises ``RefusedError`` where they cannot."""
    try:
        from ocop.settings.paths import DATA_DIR
    except OSError as fault:
        place = Path(str(fault.filename or os.environ.get("OCOP_DATA_DIR") or "var"))
        raise RefusedError(about_disk(fault, place) or UNWRITABLE.format(place=place)) from fault
    return DATA_DIR


def take_folder(folder: Path, name: str, *, alone: bool, needed: int) -> IO[bytes]:
    """Return the lock on a folder of data, made where it is missing, after looking whether ``needed`` MB are free.

    Whoever prepares takes it alone, whoever serves takes it together with others. Raises ``RefusedError``.
    """
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        raise RefusedError(NO_TEMPORARY) from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / name).open("ab")
        free = shutil.disk_usage(folder).free // MEGABYTE
    except OSError as fault:
        raise RefusedError(about_disk(fault, folder) or UNWRITABLE.format(place=folder)) from fault
    if free < needed:
        lock.close()
        raise RefusedError(TOO_LITTLE.format(place=folder, free=free, needed=needed))
    share(lock, folder, alone=alone)
    return lock


def share(lock: IO[bytes], folder: Path, *, alone: bool) -> None:
    """Take a lock alone or together with others, at once; raises ``RefusedError`` while somebody else is in the way."""
    try:
        fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise RefusedError(IN_USE.format(place=folder)) from None


def about_disk(fault: Exception, folder: Path) -> str | None:
    """Return the sentence for a fault of the disk, of the system or of SQLite; None for any other fault."""
    if isinstance(fault, OSError):
        if fault.errno in _FULL:
            return FULL.format(place=folder)
        return UNWRITABLE.format(place=folder) if fault.errno in _FORBIDDEN else None
    said = str(fault)
    if "disk is full" in said:
        return FULL.format(place=folder)
    return UNWRITABLE.format(place=folder) if "readonly database" in said or "unable to open" in said else None
