"""How long `make demo` takes the second time, from the command until the first page has answered."""

import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parents[2]
STARTS, LONGEST = 3, 120.0


def second_start(folder: Path) -> dict[str, Any]:
    """Load the demonstration into a folder of its own (about a minute), then start it three times; raises ``RuntimeError``."""
    given = {
        name: value for name, value in os.environ.items() if name not in {"OCOP_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment = {**given, "OCOP_DATA_DIR": str(folder / "demonstration")}
    (folder / "demonstration").mkdir()
    load = [sys.executable, "-m", "ocop.cli", "demo", "--no-serve"]
    subprocess.run(load, cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL)
    seconds = [_until_the_first_page(environment) for _ in range(STARTS)]
    return {"seconds": round(statistics.median(seconds), 2), "starts": [round(one, 2) for one in seconds]}


def _until_the_first_page(environment: dict[str, str]) -> float:
    port = _free_port()
    began = time.perf_counter()
    command = ["make", "--no-print-directory", "demo", f"PORT={port}"]
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as started:
        said: list[bytes] = []
        reading = threading.Thread(target=lambda: said.extend(started.stdout or ()), daemon=True)
        reading.start()
        try:
            while not _answers(port):
                if started.poll() is not None or time.perf_counter() - began > LONGEST:
                    raise RuntimeError(f"the demonstration did not start: {b''.join(said[-20:]).decode()}")
                time.sleep(0.01)
            return time.perf_counter() - began
        finally:
            os.killpg(started.pid, signal.SIGTERM)  # the session begun above: make, the server, the worker
            started.wait()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=LONGEST) as page:
            return bool(page.status == 200 and page.read())
    except (URLError, ConnectionError):
        return False


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
