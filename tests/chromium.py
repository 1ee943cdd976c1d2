"""Which Chromium the checks drive, and how it is started."""

import shutil

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # letters as wide as in the browser with a window
]


def browser_program() -> str:
    """Path of Chromium without a window: the same engine, at half the cost of the browser that hides its window."""
    program = shutil.which("chromium-headless-shell")
    assert program, "Chromium is missing. On Debian: sudo apt-get install chromium-headless-shell"
    return program
