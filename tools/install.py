"""Install the system into .venv beside this project: `python3 tools/install.py [--development]` (called by the Makefile).

Standard library only, because it runs before anything is installed. Every step leaves a fingerprint of what it read in
.venv/ocop-installed.json, so that a second run only compares fingerprints. Packages come from hash-pinned lists: uv installs
them when it can be had (about eight seconds), plain pip otherwise.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "ocop-installed.json"
LOCALE = PROJECT / "src" / "ocop" / "web" / "locale"
NEEDED_PROGRAMS = {  # program → Debian package
    "chromium-headless-shell": "chromium-headless-shell",
    "pdftoppm": "poppler-utils",
}


class InstallError(Exception):
    """Installation cannot go on; the message says exactly what is missing and how to get it."""


def main() -> int:
    """Run the steps that are due; return the exit status."""
    parser = argparse.ArgumentParser(description="Install the system into .venv")
    parser.add_argument("--development", action="store_true", help="also what the checks need")
    options = parser.parse_args()
    try:
        install(development=options.development)
    except InstallError as problem:
        print(f"\nCannot install: {problem}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as problem:
        print(f"\nStopped: {' '.join(map(str, problem.cmd))} ended with status {problem.returncode}.", file=sys.stderr)
        return 1
    return 0


def install(*, development: bool) -> None:
    """Bring .venv up to date; raises ``InstallError`` or ``CalledProcessError``."""
    if sys.version_info < (3, 11):
        raise InstallError("Python 3.11 or newer is needed; Debian 12 has it as python3.")
    make_environment()
    which = "development" if development or done().get("packages-which") == "development" else "production"
    packages = PROJECT / "requirements" / f"{which}.txt"
    step("packages", f"packages ({which})", [packages], lambda: install_packages(packages))
    remember("packages-which", which)
    step("project", "this project, editable", [PROJECT / "pyproject.toml"], install_project)
    step("words", "translations", LOCALE.rglob("*.po"), compile_translations)
    assets = PROJECT / "src" / "ocop" / "web"
    sources = [*(assets / "assets").rglob("*.py"), *(assets / "static").rglob("*.css"), packages]
    step("assets", "fonts, styles and maps", sources, build_assets)
    if development:
        require_programs(NEEDED_PROGRAMS)


def make_environment() -> None:
    """Create .venv unless a working one is there; installs python3-venv first on a bare Debian when run as root."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "pass"], check=False).returncode == 0:
        return
    ensure_venv_module()
    say("virtual environment .venv")
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def ensure_venv_module() -> None:
    """Make sure that Python can make environments with pip in them."""
    missing = subprocess.run([sys.executable, "-c", "import venv, ensurepip"], check=False, capture_output=True)
    if missing.returncode:
        install_debian_packages(["python3-venv"])


def install_packages(requirements: Path) -> None:
    """Install a hash-pinned list with uv, or with pip where uv cannot be had or pip has a mirror of its own."""
    options = ["--quiet", "--require-hashes", "--no-deps"]
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-compile", *options]
    if not pip_has_a_mirror():
        uv = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(PYTHON), *options]
        bootstrap = [*pip, "-r", str(PROJECT / "requirements" / "installer.txt")]
        commands = (bootstrap, [*uv, "-r", str(requirements)])
        if all(subprocess.run(command, check=False, capture_output=True).returncode == 0 for command in commands):
            return
        say("uv could not install them; pip takes about half a minute")
    subprocess.run([*pip, "-r", str(requirements)], check=True)


def pip_has_a_mirror() -> bool:
    """Whether pip was told to read another index than the usual one; uv would not know about it."""
    if os.environ.get("PIP_INDEX_URL") or os.environ.get("PIP_NO_INDEX"):
        return True
    found = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"], check=False, capture_output=True, cwd=PROJECT
    )
    return found.returncode == 0


def install_project() -> None:
    """Install the project itself as a link to this folder, which gives .venv/bin/ocop."""
    uv = VENV / "bin" / "uv"
    here = ["--quiet", "--no-deps", "--no-build-isolation", "--editable", str(PROJECT)]
    if uv.exists():
        subprocess.run([uv, "pip", "install", "--python", PYTHON, *here], check=True)
    else:
        subprocess.run([PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *here], check=True)


def compile_translations() -> None:
    """Turn every .po file into the .mo file that gettext reads."""
    if any(LOCALE.rglob("*.po")):
        command = [str(PYTHON), "-m", "babel.messages.frontend", "compile", "--domain", "django"]
        subprocess.run([*command, "--directory", str(LOCALE)], check=True, capture_output=True)


def build_assets() -> None:
    """Make the style sheet, cut the fonts and draw the map from the installed packages."""
    environment = {**os.environ, "OCOP_DEMO": "1"}
    command = [str(PYTHON), "-m", "django", "build_assets", "--settings", "ocop.settings"]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def require_programs(programs: dict[str, str]) -> None:
    """Make sure that programs the checks call are there: from Debian when run as root, otherwise say what is missing."""
    missing = [package for program, package in programs.items() if not shutil.which(program)]
    if missing:
        install_debian_packages(missing)


def install_debian_packages(packages: list[str]) -> None:
    """Install Debian packages as root; raises ``InstallError`` with the exact command for everybody else."""
    command = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise InstallError(f"these programs are missing: {', '.join(packages)}. On Debian: sudo {command}")
    say(f"Debian packages {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    subprocess.run(["apt-get", "update", "--quiet"], check=True, env=environment, stdout=quiet)
    subprocess.run(command.split(), check=True, env=environment, stdout=quiet)


def step(name: str, title: str, sources: Iterable[Path], action: Callable[[], None]) -> None:
    """Run a step unless what it reads is the same as at its last success."""
    fingerprint = fingerprint_of(sources)
    if done().get(name) == fingerprint:
        return
    say(f"{title} …")
    started = time.monotonic()
    action()
    remember(name, fingerprint)
    print(f"    done in {time.monotonic() - started:.1f} s", flush=True)


def fingerprint_of(sources: Iterable[Path]) -> str:
    """Hash of the files a step reads, of this file and of the Python that runs."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (Path(__file__), *sorted(sources)):
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def done() -> dict[str, str]:
    """Fingerprints of the steps that succeeded."""
    try:
        found: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def remember(name: str, fingerprint: str) -> None:
    """Keep the fingerprint of a step that succeeded."""
    known = done()
    if known.get(name) != fingerprint:
        STAMP.write_text(json.dumps({**known, name: fingerprint}, indent=1), encoding="utf-8")


def say(words: str) -> None:
    """One line of progress."""
    print(f"  install: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
