"""Start the demonstration: look whether it can start, prepare what is missing, start a worker, then serve.

Port, folder, lock and space come first: a second start beside the first says so in one sentence and changes nothing.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from rich.console import Console

from ocop.web.starting import REFUSED, RefusedError, about_disk, folder_of_data, listen, reserve, share, take_folder

from . import ready

LOCK = "demo.lock"
SPACE_TO_LOAD, SPACE_TO_SERVE = 100, 20  # MB: records, files and styles take about 20
INTERRUPTED = 130  # as shells say of what Ctrl+C ended
STOPPED = "Đã dừng theo yêu cầu. Những gì đã nạp vẫn còn; chạy lại lệnh này để tiếp tục."
NO_DEMONSTRATION = "OCOP_DEMO đang tắt, còn lệnh này nạp dữ liệu trình diễn. Hãy bỏ OCOP_DEMO rồi chạy lại, hoặc khởi động máy chủ thật."
REAL_DATA = "Cơ sở dữ liệu này đã có tài khoản thật; bản trình diễn không nạp vào đó. Hãy bỏ OCOP_DATA_DIR và OCOP_DATABASE_URL rồi chạy lại."


def prepare_environment(port: int) -> None:
    """Set what the demonstration needs, without overriding what the operator set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    os.environ.setdefault("OCOP_DEMO", "1")
    os.environ.setdefault("OCOP_SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("OCOP_SITE_OWNER", "Hệ thống OCOP, bản trình diễn")


def find_data(console: Console) -> Path:
    """Return the folder of this demonstration, with what an earlier version kept elsewhere; raises ``RefusedError``."""
    folder = folder_of_data()
    from ocop.settings.paths import OCOP_DEMO, VAR

    from .moving import InUseError, bring_along

    if not OCOP_DEMO:
        raise RefusedError(NO_DEMONSTRATION)
    if os.environ.get("OCOP_DATA_DIR") or os.environ.get("OCOP_DATABASE_URL"):
        return folder
    try:
        bring_along(VAR, folder, say=console.print)
    except InUseError as fault:
        raise RefusedError(str(fault)) from fault
    return folder


def prepare(console: Console) -> None:
    """Bring the database, the static files and the demonstration up to date; shows what it does.

    Raises ``RefusedError`` when the database belongs to somebody real.
    """
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from .loading import has_real_accounts_only, load_demonstration

    started = time.perf_counter()
    with console.status("cơ sở dữ liệu") as status:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0)
        if has_real_accounts_only():
            raise RefusedError(REAL_DATA)
        status.update("tệp tĩnh")
        _collect_static()

        def say(what: str) -> None:
            status.update(what)
            if not console.is_terminal:
                console.print(f"  … {what}")

        added = load_demonstration(say=say)
    _say_what_was_added(console, added, time.perf_counter() - started)


def _say_what_was_added(console: Console, added: Mapping[str, int], seconds: float) -> None:
    if any(added.values()):
        console.print(
            f"Đã nạp trong {seconds:.0f} giây: {added['units']} đơn vị, {added['history']} giấy chứng nhận trước đây, {added['dossiers']} hồ sơ."
        )
    else:
        console.print(f"Dữ liệu đã có sẵn ({seconds:.1f} giây).")


def _collect_static() -> None:
    """Collect static files only when a source is newer than the last collection."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists():
        collected = manifest.stat().st_mtime
        sources = (Path(storage.path(path)) for finder in get_finders() for path, storage in finder.list(None))
        if all(source.stat().st_mtime <= collected for source in sources):
            return
    call_command("collectstatic", interactive=False, verbosity=0)


def show_accounts(console: Console, port: int, token: str) -> None:
    """Print the address, the accounts and three links to try; plain data, so that a second start need not load Django."""
    from .shown import password, shown_accounts

    site = f"http://127.0.0.1:{port}"
    console.print(f"\n[bold]{site}[/bold]   mật khẩu của mọi tài khoản: [bold]{password()}[/bold]\n")
    for row in shown_accounts():
        console.print(f"  {row['username']:<18} {row['shows']}")
    console.print("\nThử xem:")
    console.print(f"  {site}/san-pham/?q=tra+sen")
    console.print(f"  {site}/q/{token}")
    console.print(f"  {site}/ui/\n")
    console.print("Dừng bằng Ctrl+C.")


def start_worker() -> "subprocess.Popen[bytes]":
    """Start a worker for background jobs beside the server; it steps back for pages.

    It ends when its standard input does: when the process returned here is forgotten, or the server ends, in whatever way.
    """
    worker = subprocess.Popen(
        [sys.executable, "-m", "ocop.cli", "worker", "--with-parent"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is for the server, which takes the worker along
    )  # fmt: skip
    os.setpriority(os.PRIO_PROCESS, worker.pid, 10)
    return worker


def serve(listener: socket.socket) -> None:
    """Serve the demonstration on a reserved port of loopback until told to stop."""
    from ocop.web import serving

    application = serving.load()
    from django.conf import settings

    listen(listener, serving.WAITING)
    plan = serving.Plan(processes=1, threads=serving.plan_for("sqlite3", processors=1).threads)
    _worker = start_worker()  # its pipe stays open as long as this name lives
    serving.serve(application, listener, plan, longest=settings.OCOP_REQUEST_MAX_BYTES)


def run(*, port: int = 8000, start_server: bool = True) -> int:
    """Prepare and show the demonstration, then serve it; returns an exit status when it does not serve."""
    prepare_environment(port)
    console = Console(highlight=False)
    try:
        listener = reserve("127.0.0.1", port) if start_server else None
        folder = find_data(console)
        with _ready(console, folder) as lock:  # kept while it serves: nobody prepares under its feet
            show_accounts(console, port, ready.read_token() or ready.note_token(_example_token()))
            sys.stdout.flush()
            if listener is not None:
                share(lock, folder, alone=False)
                serve(listener)
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{STOPPED}\n")
        return INTERRUPTED
    return 0


def _ready(console: Console, folder: Path) -> IO[bytes]:
    """Prepare what is missing and return the lock on the folder; raises ``RefusedError``."""
    if ready.read_token() is not None:
        lock = take_folder(folder, LOCK, alone=False, needed=SPACE_TO_SERVE)
        console.print("Dữ liệu đã có sẵn.")
        return lock
    lock = take_folder(folder, LOCK, alone=True, needed=SPACE_TO_LOAD)
    try:
        prepare(console)
    except Exception as fault:
        lock.close()
        if sentence := about_disk(fault, folder):
            raise RefusedError(sentence) from fault
        raise
    return lock


def _example_token() -> str:
    """The token of one demo certificate, for the link to try."""
    from ocop.recognition.models import Certificate

    rows = Certificate.objects.filter(is_demo=True, ended_on__isnull=True).order_by("pk")
    return str(rows.values_list("token", flat=True)[0])


__all__ = ["run"]
