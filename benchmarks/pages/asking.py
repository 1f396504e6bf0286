"""Asking for a page over and over, with as little of the asker's own work as possible."""

import socket
import statistics
import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What one round of asking gave: requests a second, and hundredths in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float


def ask(port: int, path: str, cookie: str, *, connections: int, seconds: float) -> Measured:
    """Ask for a page over and over from some connections; every answer must be 200."""
    times: list[float] = []
    faults: list[bytes] = []
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode()
    until = time.perf_counter() + seconds

    def one() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.perf_counter() < until:
                began = time.perf_counter()
                connection.sendall(request)
                head = _answer(connection)
                times.append(time.perf_counter() - began)
                if not head.startswith(b"HTTP/1.1 200"):
                    faults.append(head.split(b"\r\n")[0])
                    return

    askers = [threading.Thread(target=one) for _ in range(connections)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    if faults:
        raise SystemExit(f"{path} answered {faults[0].decode()}: a benchmark of a broken page says nothing.")
    times.sort()
    p95, p99 = (times[int(len(times) * part)] * 1000 for part in (0.95, 0.99))
    return Measured(len(times) / seconds, statistics.median(times) * 1000, p95, p99)


def _answer(connection: socket.socket) -> bytes:
    """Read one whole answer and give its head; every server here says how long its body is."""
    told = b""
    while b"\r\n\r\n" not in told:
        told += connection.recv(65536)
    head, _, body = told.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    left = length - len(body)
    while left > 0:
        left -= len(connection.recv(65536))
    return head
