"""A real mail server for tests: it can refuse, be away, or hold its answer while the worker is killed."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Postbox:
    """What the server received, and how it answers."""

    def __init__(self) -> None:
        self.received: list[tuple[str, list[str], Message]] = []
        self.refusals = 0
        self.unknown: set[str] = set()
        self.arrived = Event()
        self.is_mute = False

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.unknown:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 aiosmtpd's name
        if self.refusals:
            self.refusals -= 1
            return "451 Kom later terug"
        message = message_from_bytes(envelope.content)
        self.received.append((envelope.mail_from, envelope.rcpt_tos, message))
        self.arrived.set()
        if self.is_mute:
            await asyncio.sleep(30)
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        return [message["Message-ID"] for _, _, message in self.received]


@contextmanager
def running(postbox: Postbox, port: int) -> Iterator[Postbox]:
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()
