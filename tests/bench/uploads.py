"""How much memory twenty uploads side by side take: ``python -m tests.bench.uploads``. A real server, a real product, real requests.

Prints, for each kind of file, what the server answered, how long all twenty took, and the most memory that its processes had together
(proportional set size, sampled twenty times a second). The files that took a gigabyte each stand beside those that people send.
"""

import io
import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

AT_ONCE = 20
PORT = 8137


def main() -> int:
    """Measure and print JSON; 1 when the goal is missed."""
    with tempfile.TemporaryDirectory(prefix="ocop-uploads-") as folder:
        os.environ.update(
            OCOP_DATA_DIR=folder,
            OCOP_HTTPS="0",
            OCOP_DEMO="0",
            DJANGO_SETTINGS_MODULE="ocop.settings",
            OCOP_STAFF_MFA="",
        )
        page, cookies = _world()
        command = [str(Path(sys.executable).with_name("ocop")), "serve", "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
            try:
                figures = {}
                for name, make in _files().items():
                    figures[name] = _twenty(server.pid, page, cookies, make)
                    print(name, figures[name], file=sys.stderr, flush=True)
            finally:
                server.terminate()
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0 if max(one["most_MB"] for one in figures.values()) <= 300 else 1


def _world() -> tuple[str, str]:
    import django

    django.setup()
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.urls import reverse

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from tests import builders

    person = builders.account()
    unit = builders.commune()
    item = builders.product(builders.producer(unit, user=person))
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(person.pk),
            "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
            "_auth_user_hash": person.get_session_auth_hash(),
        }
    )
    session.save()
    return reverse("products:photos", args=[item.pk]), f"sessionid={session.session_key}; csrftoken={'a' * 32}"


def _files() -> dict[str, Callable[[], tuple[str, bytes]]]:
    from ocop.files.tests import hostile_files as hostile

    def photo(form: str, size: tuple[int, int], **options: Any) -> bytes:
        from PIL import Image

        hostile.image()
        out = io.BytesIO()
        Image.effect_noise(size, 40).convert("RGB").save(out, form, **options)
        return out.getvalue()

    phone = photo("JPEG", (4000, 3000), quality=85)
    plain, heic = hostile.image("PNG", (4400, 6300)), hostile.image("HEIF", (5712, 4284))
    return {
        "webp of 34 bytes, 268 million pixels": lambda: ("a.webp", hostile.webp_head(b"VP8X")),
        "JPEG of a telephone, 12 million pixels": lambda: ("a.jpg", phone + secrets.token_bytes(8)),
        "PNG in colour, 28 million pixels": lambda: ("a.png", plain + secrets.token_bytes(8)),
        "HEIC of 24 million pixels": lambda: ("a.heic", heic + b"\0\0\0\x10free" + secrets.token_bytes(8)),
    }


def _twenty(server: int, page: str, cookies: str, make: Callable[[], tuple[str, bytes]]) -> dict[str, Any]:
    files = [make() for _ in range(AT_ONCE)]
    _wait(page, cookies)
    most, done = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(server, most, done))
    watch.start()
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = Counter(people.map(lambda file: _send(page, cookies, *file), files))
    seconds = time.monotonic() - began
    done.set()
    watch.join()
    return {"answers": {str(k): v for k, v in answers.items()}, "seconds": round(seconds, 1), "most_MB": round(most[0])}


class _Stays(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _send(page: str, cookies: str, name: str, content: bytes) -> int:
    edge = secrets.token_hex(12)
    fields = {"csrfmiddlewaretoken": "a" * 32, "alt_text": "Ảnh sản phẩm"}
    head = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    )
    head += f'--{edge}\r\nContent-Disposition: form-data; name="photo"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    headers = {
        "Cookie": cookies,
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Referer": f"http://127.0.0.1:{PORT}{page}",
    }
    return _ask(Request(f"http://127.0.0.1:{PORT}{page}", body, headers))


def _ask(request: Request) -> int:
    try:
        with build_opener(_Stays).open(request, timeout=300) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        refusal.read()
        return refusal.code


def _wait(page: str, cookies: str) -> None:
    for _ in range(600):
        try:
            if _ask(Request(f"http://127.0.0.1:{PORT}{page}", headers={"Cookie": cookies})) < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")


def _watch(server: int, most: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        most[0] = max(most[0], sum(_memory(pid) for pid in _family(server)) / 1024)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task").glob("*/children")
    try:
        below = [int(one) for file in children for one in file.read_text().split()]
    except OSError:
        below = []
    return [pid, *(one for child in below for one in _family(child))]


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
