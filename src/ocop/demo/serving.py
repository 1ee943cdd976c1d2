"""Start the demonstration: prepare what is missing, start a worker, then hand the process over to the application server."""

import os
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

from . import ready

REFUSED = 2
NO_DEMONSTRATION = "OCOP_DEMO đang tắt, còn lệnh này nạp dữ liệu trình diễn. Hãy bỏ OCOP_DEMO rồi chạy lại, hoặc khởi động máy chủ thật."
REAL_DATA = "Cơ sở dữ liệu này đã có tài khoản thật; bản trình diễn không nạp vào đó. Hãy bỏ OCOP_DATA_DIR và OCOP_DATABASE_URL rồi chạy lại."


class RefusedError(Exception):
    """The demonstration does not start here; the message is the sentence to show."""


def prepare_environment(port: int) -> None:
    """Set what the demonstration needs, without overriding what the operator set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    os.environ.setdefault("OCOP_DEMO", "1")
    os.environ.setdefault("OCOP_SITE_URL", f"http://127.0.0.1:{port}")
    os.environ.setdefault("OCOP_SITE_OWNER", "Hệ thống OCOP, bản trình diễn")


def find_data(console: Console) -> None:
    """See that this is a demonstration, and take along the one of an earlier version; raises ``RefusedError``."""
    from ocop.settings.paths import DATA_DIR, OCOP_DEMO, VAR

    from .moving import InUseError, bring_along

    if not OCOP_DEMO:
        raise RefusedError(NO_DEMONSTRATION)
    if os.environ.get("OCOP_DATA_DIR") or os.environ.get("OCOP_DATABASE_URL"):
        return
    try:
        bring_along(VAR, DATA_DIR, say=console.print)
    except InUseError as fault:
        raise RefusedError(str(fault)) from fault


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
    seconds = time.perf_counter() - started
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


def start_worker() -> None:
    """Start a worker for background jobs beside the server; it steps back for pages and ends when the server ends."""
    worker = subprocess.Popen([sys.executable, "-m", "ocop.cli", "worker", "--with-parent"], stdout=subprocess.DEVNULL)
    os.setpriority(os.PRIO_PROCESS, worker.pid, 10)


def serve(port: int) -> None:
    """Replace this process by the application server on loopback."""
    granian = Path(sys.executable).with_name("granian")
    command = [
        str(granian),
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        "1",
        "--blocking-threads",
        "1",
    ]
    command += ["--no-access-log", "--log-level", "warning", "ocop.web.wsgi:application"]
    os.execv(command[0], command)  # noqa: S606


def run(*, port: int = 8000, start_server: bool = True) -> int:
    """Prepare and show the demonstration, then serve it; returns an exit status when it does not serve."""
    prepare_environment(port)
    console = Console(highlight=False)
    try:
        find_data(console)
        token = ready.read_token()
        if token is None:
            prepare(console)
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    if token is None:
        token = ready.note_token(_example_token())
    else:
        console.print("Dữ liệu đã có sẵn.")
    show_accounts(console, port, token)
    sys.stdout.flush()
    if start_server:
        start_worker()
        serve(port)
    return 0


def _example_token() -> str:
    """The token of one demo certificate, for the link to try."""
    from ocop.recognition.models import Certificate

    rows = Certificate.objects.filter(is_demo=True, ended_on__isnull=True).order_by("pk")
    return str(rows.values_list("token", flat=True)[0])


__all__ = ["run"]
