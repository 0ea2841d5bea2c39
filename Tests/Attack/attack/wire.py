"""HTTP/1.1 by hand: what a library would refuse to send is what this is for."""

import asyncio
import socket
from dataclasses import dataclass, field


class Cut(Exception):
    """The other end closed before it had answered."""


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


async def connect(address: tuple[str, int], source: str, receive: int | None = None):
    """A connection from one of the machine's own addresses; `receive` is how little the system may take in ahead of us."""
    plug = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        plug.setblocking(False)
        # Ports are chosen when the other end is known: thousands of connections from one address have room.
        plug.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_BIND_ADDRESS_NO_PORT", 24), 1)
        plug.bind((source, 0))
        if receive:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
        await asyncio.get_running_loop().sock_connect(plug, address)
        return await asyncio.open_connection(sock=plug, limit=receive or 1 << 18)
    except BaseException:
        plug.close()
        raise


async def read_answer(reader: asyncio.StreamReader, bodiless: bool = False) -> Answer:
    try:
        while True:
            line = await reader.readuntil(b"\n")
            status = int(line.split(b" ", 2)[1])
            headers = []
            while (line := (await reader.readuntil(b"\n")).strip()):
                name, _, value = line.decode("latin-1").partition(":")
                headers.append((name.strip().lower(), value.strip()))
            if status >= 200:
                break
        answer = Answer(status, headers)
        if bodiless or status in (204, 304):
            return answer
        if (answer.header("transfer-encoding") or "").lower() == "chunked":
            pieces = []
            while size := int((await reader.readuntil(b"\n")).split(b";")[0], 16):
                pieces.append(await reader.readexactly(size))
                await reader.readexactly(2)
            await reader.readuntil(b"\n")
            answer.body = b"".join(pieces)
        elif (length := answer.header("content-length")) is not None:
            answer.body = await reader.readexactly(int(length))
        else:
            answer.body = await reader.read()
        return answer
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError, IndexError, ValueError) as error:
        raise Cut(repr(error)) from error


class Line:
    """One connection, kept between requests and opened anew when it is gone."""

    def __init__(self, address: tuple[str, int], source: str):
        self.address, self.source = address, source
        self.reader = self.writer = None

    async def ask(self, method: str, target: str, headers: dict[str, str] | None = None, body=b"", patience: float = 30) -> Answer:
        """`body`: bytes, or an iterable of pieces whose length the headers tell."""
        head = {"Host": f"{self.address[0]}:{self.address[1]}"} | (headers or {})
        if isinstance(body, bytes) and (body or method not in ("GET", "HEAD")):
            head["Content-Length"] = str(len(body))
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        start = f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1", "replace")
        async with asyncio.timeout(patience):
            try:
                # The server may end a kept connection at the very moment in which it is used again: that is no refusal.
                for attempt in (0, 1):
                    is_kept = self.writer is not None
                    try:
                        return await self._once(method, start, body)
                    except Cut:
                        self.close()
                        if not is_kept or attempt or not isinstance(body, bytes):
                            raise
            except BaseException:
                self.close()
                raise
        raise Cut("never reached")

    async def _once(self, method: str, start: bytes, body) -> Answer:
        try:
            if self.writer is None:
                self.reader, self.writer = await connect(self.address, self.source)
        except OSError as error:
            raise Cut(repr(error)) from error
        sending = asyncio.create_task(self._send(start, body))
        try:
            # Read while sending: who is refused early is told so, and may stop.
            answer = await read_answer(self.reader, bodiless=method == "HEAD")
        finally:
            is_whole = sending.done() and not sending.cancelled() and sending.exception() is None
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        if not is_whole or (answer.header("connection") or "").lower() == "close":
            self.close()
        return answer

    async def _send(self, start: bytes, body) -> None:
        self.writer.write(start)
        for piece in [body] if isinstance(body, bytes) else body:
            self.writer.write(piece)
            await self.writer.drain()

    def close(self) -> None:
        if self.writer is not None:
            self.writer.transport.abort()
        self.reader = self.writer = None
