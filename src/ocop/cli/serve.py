"""`ocop serve`: serve the site of an installation, with processes, threads and limits that suit its database."""

import os
import sys
from typing import Annotated

import typer

from ocop.cli.worker import is_prepared
from ocop.web.starting import REFUSED, RefusedError, folder_of_data, listen, reserve, take_folder

NOT_PREPARED = "Cơ sở dữ liệu chưa được chuẩn bị. Hãy chạy “ocop manage migrate” trước."
STARTED = (
    "Đang phục vụ ở http://{host}:{port}: {processes} tiến trình, mỗi tiến trình {threads} luồng. Dừng bằng Ctrl+C."
)
NO_HELP_PHONE = "Chưa có số điện thoại trợ giúp ở chân trang: đặt OCOP_HELP_PHONE (và OCOP_HELP_CONTACT) rồi chạy lại."
SPACE_NEEDED = 100  # MB


def serve(
    *,
    host: Annotated[
        str, typer.Option(help="The address to serve on; the proxy stands on the same machine.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to serve on.", min=1, max=65535)] = 8000,
    processes: Annotated[
        int, typer.Option(help="Processes; 0: one on SQLite, one per processor on PostgreSQL.", min=0, max=64)
    ] = 0,
    threads: Annotated[
        int,
        typer.Option(help="Requests a process works on at once, one database connection each; 0: four.", min=0, max=64),
    ] = 0,
) -> None:
    """Serve the site until SIGTERM or Ctrl+C; readers and senders who are slow or asleep hold up nobody.

    Exit status: 0 when it was told to stop, 2 with one sentence when port, folder, space or database are not ready.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ocop.settings")
    try:
        _serve(host, port, processes, threads)
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise typer.Exit(REFUSED) from None


def _serve(host: str, port: int, processes: int, threads: int) -> None:
    reserved = reserve(host, port)
    with take_folder(folder_of_data(), "serve.lock", alone=False, needed=SPACE_NEEDED):
        import django

        django.setup()
        if not is_prepared():
            raise RefusedError(NOT_PREPARED)
        from django.conf import settings

        from ocop.web import serving

        if not settings.OCOP_HELP_PHONE:
            sys.stderr.write(f"{NO_HELP_PHONE}\n")
        plan = serving.plan_for(settings.DATABASES["default"]["ENGINE"], processors=os.cpu_count() or 1)
        plan = serving.Plan(processes or plan.processes, threads or plan.threads)
        application = serving.load()
        listener = listen(reserved, serving.WAITING)
        sys.stdout.write(STARTED.format(host=host, port=port, processes=plan.processes, threads=plan.threads) + "\n")
        sys.stdout.flush()
        serving.serve(application, listener, plan, longest=settings.OCOP_REQUEST_MAX_BYTES)
