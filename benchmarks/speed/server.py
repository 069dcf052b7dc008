"""A real gunicorn with one worker, and what its memory is."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds
MAY_LAST = "120"


@dataclass(frozen=True)
class Server:
    """Where it listens, and the process that does the work."""

    port: int
    worker: int

    def memory(self) -> float:
        """How much the worker holds now, in MB."""
        return self._kept("VmRSS")

    def peak(self) -> float:
        """The most it held since `forget_peak`."""
        return self._kept("VmHWM")

    def forget_peak(self) -> None:
        Path(f"/proc/{self.worker}/clear_refs").write_text("5")

    def _kept(self, name: str) -> float:
        lines = Path(f"/proc/{self.worker}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


@contextmanager
def serving(database_url: str) -> Iterator[Server]:
    """The program on this database, started as `make run` does but with one worker."""
    port = _free_port()
    environ = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "benchmarks.speed.site.settings",
        "DEMO": "0",
        "PRODUCTION": "0",
        "DEBUG": "0",
        "SITE_URL": f"http://{HOST}:{port}",
        "EMAIL_URL": "memorymail://",
    }
    command = [sys.executable, "-m", "gunicorn", "benchmarks.speed.site.wsgi", "--bind", f"{HOST}:{port}"]
    options = ["--workers", "1", "--threads", "4", "--timeout", MAY_LAST, "--keep-alive", "30", "--no-control-socket"]
    process = subprocess.Popen([*command, *options, "--log-level", "warning"], env=environ)
    try:
        yield Server(port, _worker_of(process, port))
    finally:
        process.terminate()
        process.wait()


def _worker_of(process: subprocess.Popen[bytes], port: int) -> int:
    """The number of the worker, once it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("gunicorn stopped")
        try:
            connection = HTTPConnection(HOST, port, timeout=PATIENCE)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return int(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()[0])
    raise TimeoutError


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
