"""``python -m bench.load``: what the server files cost, when many ask for the home page at once.

A real nginx with the generated configuration beside the same nginx that only serves the
same files. Both stand side by side on the loopback in one process, and the load generator
``wrk`` asks them in turn, so that whatever else the machine does meets both alike. Processor
time of the server for a request tells more than requests a second where the machine has other work.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bansac.cli import main; main(prog_name='bansac')"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
LONGEST = 30
"""Seconds that one run may last."""
MOST = 256
"""Connections at once."""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class LoadError(Exception):
    """A program is missing or failed; its words are the message."""


@dataclass(frozen=True)
class Case:
    """Something to ask for.

    Attributes:
        label: What the table calls it.
        encoding: What the client accepts.
        plain: What the plain server is told besides where the files are, so that it sends the same bytes.
    """

    label: str
    encoding: str
    plain: str


CASES = (Case("as it is", "identity", ""), Case("gzip, compressed beforehand", "gzip", "gzip_static on;")) + (
    (Case("Brotli, compressed beforehand", "br", "brotli_static on;"),) if BROTLI.is_file() else ()
)


@dataclass(frozen=True)
class Run:
    """What one run measured: requests a second, the server's microseconds for one, milliseconds of half and of 99 in 100 answers."""

    rate: float
    cpu: float
    median: float
    slow: float


def main() -> int:
    """Measure and print."""
    options = _options()
    root = Path(__file__).resolve().parent.parent
    folder = root / "build" / "bench" / "load"
    try:
        _programs()
        _build(root, folder)
        with _servers(folder) as (plain, ours, worker):
            table = list(_measure(plain, ours, worker, options))
    except LoadError as error:
        print(error, file=sys.stderr)
        return 1
    print("| The home page | Bytes sent | Server | Requests/s | Lowest–highest | CPU µs a request | Median ms | 99 % ms | Rate |")
    print("|---|---:|---|---:|---:|---:|---:|---:|---:|")
    print("\n".join(table))
    return 0


def _options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.load", description="Load a real nginx with and without the generated configuration."
    )
    parser.add_argument(
        "--seconds", type=int, default=4, choices=range(1, LONGEST + 1), metavar=f"1–{LONGEST}", help="of each run (default: 4)"
    )
    parser.add_argument(
        "--connections", type=int, default=32, choices=range(1, MOST + 1), metavar=f"1–{MOST}", help="at once (default: 32)"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, choices=range(1, 21), metavar="1–20", help="runs of each row, in turn (default: 5)"
    )
    return parser.parse_args(arguments)


def _programs() -> None:
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    for name in ("nginx", "wrk"):
        if shutil.which(name) is None:
            raise LoadError(f"{name} is not installed: make servers")


def _build(root: Path, folder: Path) -> None:
    """The real site with compressed copies, and the server files that belong to it."""
    command = [sys.executable, "-c", START, str(root / "scripts"), "build", "--compress", "--site", str(folder / "site")]
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", env={**os.environ, "BANSAC_SITE_URL": ""}, check=False)  # noqa: S603
    if done.returncode:
        raise LoadError(done.stderr)
    shutil.rmtree(folder / "server", ignore_errors=True)
    shutil.copytree(root / "build" / "server" / "nginx", folder / "server")


@contextlib.contextmanager
def _servers(folder: Path) -> Iterator[tuple[list[int], int, int]]:
    """Ports of the plain servers, one for each case, and of ours; the process that answers for all of them."""
    ports = [_free_port() for _ in range(len(CASES) + 1)]
    ours = f"include {folder}/server/site.conf;" + (f" include {folder}/server/brotli.conf;" if BROTLI.is_file() else "")
    servers = [*(f"index index.html; {case.plain}" for case in CASES), ours]
    blocks = "".join(
        f"server {{ listen 127.0.0.1:{port}; root {folder}/site; {what} }}\n" for port, what in zip(ports, servers, strict=True)
    )
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(
        f"{f'load_module {BROTLI};' if BROTLI.is_file() else ''} {'user root;' if os.geteuid() == 0 else ''}\n"
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log warn;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\naccess_log off; sendfile on; tcp_nopush on; {temporary}\n"
        f"include /etc/nginx/mime.types; include {folder}/server/maps.conf;\n{blocks}}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([shutil.which("nginx") or "nginx", "-p", str(folder), "-c", str(config)], stderr=subprocess.PIPE)  # noqa: S603
    try:
        until = time.monotonic() + 10
        while not all(_listens(port) for port in ports):
            if process.poll() is not None or time.monotonic() > until:
                raise LoadError("nginx did not start" if process.stderr is None else process.stderr.read().decode())
            time.sleep(0.05)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        yield ports[:-1], ports[-1], int(children[0])
    finally:
        process.terminate()
        process.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _measure(plain: list[int], ours: int, worker: int, options: argparse.Namespace) -> Iterator[str]:
    """The rows of the table. Runs of the two servers alternate, and who is first alternates too."""
    for case, port in zip(CASES, plain, strict=True):
        sizes = {_size(each, case.encoding) for each in (port, ours)}
        if len(sizes) != 1:
            raise LoadError(f"{case.label}: the two servers send different bytes: {sizes}")
        runs: dict[int, list[Run]] = {port: [], ours: []}
        _run(ours, case, worker, 1, options.connections)  # warm: files in the cache of the system
        for number in range(options.rounds):
            for each in (port, ours) if number % 2 == 0 else (ours, port):
                runs[each].append(_run(each, case, worker, options.seconds, options.connections))
        base = statistics.median(run.rate for run in runs[port])
        for each, label in ((port, "plain"), (ours, "generated")):
            rates = [run.rate for run in runs[each]]
            rate = statistics.median(rates)
            middles = [statistics.median(values) for values in zip(*((run.cpu, run.median, run.slow) for run in runs[each]), strict=True)]
            rest = " | ".join(f"{middle:.2f}" for middle in middles)
            spread = f"{min(rates):.0f}–{max(rates):.0f}"
            yield f"| {case.label} | {next(iter(sizes))} | {label} | {rate:.0f} | {spread} | {rest} | {100 * rate / base:.0f} % |"


def _size(port: int, encoding: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK or (answer.headers["Content-Encoding"] or "identity") != encoding:
            raise LoadError(f"port {port}: {answer.status}, {answer.headers['Content-Encoding']} for {encoding}")
        return len(body)
    finally:
        connection.close()


def _run(port: int, case: Case, worker: int, seconds: int, connections: int) -> Run:
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds}s", "-H", f"Accept-Encoding: {case.encoding}"]
    before = _spent(worker)
    done = subprocess.run([*command, f"http://127.0.0.1:{port}/"], capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    spent = _spent(worker) - before
    said = done.stdout
    if done.returncode or "Non-2xx" in said or "Socket errors" in said:
        raise LoadError(said + done.stderr)
    cpu = 1e6 * spent / _number(r"(\d+)() requests in", said)
    latency = (_number(rf"{share}%\s+([\d.]+)(\w+)", said) for share in (50, 99))
    return Run(_number(r"Requests/sec:\s+([\d.]+)()", said), cpu, *latency)


def _spent(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _number(pattern: str, text: str) -> float:
    found = re.search(pattern, text)
    if found is None:
        raise LoadError(text)
    return float(found[1]) * _UNITS.get(found[2], 1.0)


if __name__ == "__main__":
    sys.exit(main())
