"""Many visitors at once on loopback: 150 connections for some seconds, then with people asleep on others, as a table of times.

``python -m tests.bench.visitors http://127.0.0.1:8000/san-pham/ --file /sitemap.xml`` asks a server that already runs; nothing else is needed.
"""

import argparse
import asyncio
import json
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

CONNECTIONS, SECONDS, SLEEPERS = 150, 5.0, 50


async def visit(host: str, port: int, path: str, *, connections: int, seconds: float) -> dict[str, Any]:
    """Ask for a page again and again over so many connections; return answers, faults and milliseconds."""
    took: list[float] = []
    faults: list[str] = []
    end = time.perf_counter() + seconds

    async def visitor() -> None:
        reader, writer = await asyncio.open_connection(host, port)
        while (began := time.perf_counter()) < end:
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            status = await asyncio.wait_for(_answer(reader), 30)
            took.append((time.perf_counter() - began) * 1000)
            if status != 200:
                faults.append(str(status))
        writer.close()

    ended = await asyncio.gather(*(visitor() for _ in range(connections)), return_exceptions=True)
    faults.extend(type(one).__name__ for one in ended if isinstance(one, BaseException))
    ranked = sorted(took) or [0.0]
    return {
        "answers": len(took),
        "faults": len(faults),
        "p50": round(statistics.median(ranked)),
        "p95": round(ranked[int(len(ranked) * 0.95)]),
        "longest": round(ranked[-1]),
    }


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length:"))
    await reader.readexactly(length)
    return int(head.split()[1])


async def fall_asleep(host: str, port: int, path: str, count: int) -> list[asyncio.StreamWriter]:
    """Ask for something over so many connections and never read the answer."""
    asleep = []
    for _ in range(count):
        reader, writer = await asyncio.open_connection(host, port, limit=1024)
        reader._transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        await writer.drain()
        asleep.append(writer)
    return asleep


async def measure(address: str, file: str, seconds: float) -> dict[str, Any]:
    """Return what visitors saw: one alone, 150, and 150 beside people asleep."""
    parts = urlsplit(address)
    host, port, path = (
        parts.hostname or "127.0.0.1",
        parts.port or 80,
        parts.path + (f"?{parts.query}" * bool(parts.query)),
    )
    seen = {"one": await visit(host, port, path, connections=1, seconds=2)}
    seen["many"] = await visit(host, port, path, connections=CONNECTIONS, seconds=seconds)
    asleep = await fall_asleep(host, port, file, SLEEPERS)
    seen["one beside people asleep"] = await visit(host, port, path, connections=1, seconds=2)
    seen["many beside people asleep"] = await visit(host, port, path, connections=CONNECTIONS, seconds=seconds)
    for one in asleep:
        one.transport.abort()
    return seen


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("address")
    options.add_argument("--file", default="/sitemap.xml", help="what people asleep asked for")
    options.add_argument("--seconds", type=float, default=SECONDS)
    asked = options.parse_args()
    print(json.dumps(asyncio.run(measure(asked.address, asked.file, asked.seconds)), indent=1))
