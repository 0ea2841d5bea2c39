"""Connections rather than requests: very many, very slow, broken off, and wrong from the first byte."""

import asyncio
import itertools
import random
import re
import time

from ..raid import Raid, storm, together
from ..wire import Cut, connect, read_answer

#: A crowd is told that there is no room: a refusal in words, and no fault.
FULL = frozenset({503})


async def hold(raid: Raid, source: str, what: str, first: bytes, drip: bytes = b"", pause: float = 1, receive: int | None = None) -> None:
    """Keeps one connection as long as it is let, giving away as little as it can; notes how it ended."""
    start = time.monotonic()
    try:
        reader, writer = await connect(raid.site.address, source, receive)
    except (OSError, asyncio.CancelledError) as error:
        raid.tally.note(what, time.monotonic() - start, "no connection")
        if isinstance(error, asyncio.CancelledError):
            raise
        await raid.pause(1)
        return
    said: int | str = "held to the end"
    try:
        writer.write(first)
        turns = itertools.cycle(drip or b"\0")
        while raid.goes_on:
            if drip:
                writer.write(bytes([next(turns)]))
                await writer.drain()
            if receive:
                # An answer, a byte a second.
                await asyncio.sleep(min(pause, raid.left))
                if not await reader.read(1):
                    said = "cut"
                    break
                continue
            try:
                async with asyncio.timeout(min(pause, raid.left)):
                    said = (await read_answer(reader)).status
                    break
            except TimeoutError:
                continue
    except (Cut, ConnectionError):
        said = "cut"
    finally:
        writer.transport.abort()
    raid.tally.note(what, 0, said)
    # Thousands that come back at once would be another storm, and measure this program.
    await raid.pause(5)


async def many(raid: Raid, count: int, one) -> None:
    """So many connections, each opened again when it ends; opened over five seconds."""
    async def keep(index: int):
        await asyncio.sleep(min(index / count * 5, raid.left))
        while raid.goes_on:
            await one(index)

    await together(raid, count, keep)


def host(raid: Raid) -> str:
    return f"Host: {raid.site.address[0]}:{raid.site.address[1]}\r\n"


@storm("idle", "10,000 connections that say nothing: 5,000 from one address, 5,000 from 50", refusals=FULL)
async def idle(raid: Raid):
    def source(index: int) -> str:
        return "127.0.4.1" if raid.number == 0 else f"127.0.5.{index % 50 + 1}"

    await many(raid, 5_000, lambda index: hold(raid, source(index), "idle", b"", pause=raid.left))


@storm("slow-heads", "1,000 connections from 10 addresses that send a head a byte a second", refusals=FULL)
async def slow_heads(raid: Raid):
    first = f"GET /clients HTTP/1.1\r\n{host(raid)}X-Slow: ".encode()
    await many(raid, 500, lambda index: hold(raid, f"127.0.{6 + raid.number}.{index % 5 + 1}", "slow head", first, b"a"))


@storm("slow-bodies", "400 connections from 10 addresses that send a body a byte a second, as nobody and as somebody", refusals=FULL)
async def slow_bodies(raid: Raid):
    management, commercial = (raid.visitor(name).headers()["Cookie"] for name in ("management", "commercial"))
    kinds = [
        ("/login", "application/x-www-form-urlencoded", ""), ("/clients/new", "application/x-www-form-urlencoded", commercial),
        ("/contracts/import", "multipart/form-data; boundary=b", management), ("/api/v1/clients", "application/json", commercial),
    ]

    def first(index: int) -> bytes:
        path, kind, cookies = kinds[index % 4]
        carried = f"Cookie: {cookies}\r\n" if cookies else ""
        origin = f"Origin: http://{raid.site.address[0]}:{raid.site.address[1]}\r\n"
        return f"POST {path} HTTP/1.1\r\n{host(raid)}{origin}{carried}Content-Type: {kind}\r\nContent-Length: 100000\r\n\r\n".encode()

    await many(raid, 200, lambda index: hold(raid, f"127.0.{6 + raid.number}.{index % 5 + 1}", "slow body", first(index), b"a=1&"))


@storm("slow-readers", "400 connections from 10 addresses that take 4 MB of answers a byte a second", refusals=FULL)
async def slow_readers(raid: Raid):
    # Much asked for at once, so that the answers do not fit into what the system keeps; nothing that is dear to make.
    page = await raid.nobody().ask("GET", "/login")
    style = next(path for path in re.findall(r'href="(/static/[^"]+)"', page.text) if ".css" in path)
    first = (f"GET {style} HTTP/1.1\r\n{host(raid)}\r\n" * 60).encode()
    await many(raid, 200, lambda index: hold(
        raid, f"127.0.{6 + raid.number}.{index % 5 + 1}", "slow reader", first, receive=2048))


def broken(raid: Raid) -> list[tuple[str, bytes, bool]]:
    """What is sent, and whether it is broken off right after."""
    at, origin = host(raid), f"Origin: http://{raid.site.address[0]}:{raid.site.address[1]}\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n"
    chunked = f"POST /login HTTP/1.1\r\n{at}{origin}{form}Transfer-Encoding: chunked\r\n\r\n"
    sized = f"POST /login HTTP/1.1\r\n{at}{origin}{form}Content-Length: "
    cookie = f"Cookie: {raid.visitor('management').headers()['Cookie']}\r\n"
    files = f"POST /contracts/import HTTP/1.1\r\n{at}{origin}{cookie}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b\r\n"
    texts = [
        ("chunk size ZZ", chunked + "ZZ\r\nlogin=x\r\n0\r\n\r\n", False), ("a chunk size without end", chunked + "f" * 5000, False),
        ("a negative chunk size", chunked + "-5\r\nlogin\r\n0\r\n\r\n", False), ("a huge chunk", chunked + "fffffffffffffffff\r\nx", False),
        ("a chunk that is longer than said", chunked + "2\r\nlogin=admin\r\n0\r\n\r\n", False), ("hang-up inside a chunk", chunked + "ff\r\nlogin", True),
        ("hang-up before the body", sized + "5000\r\n\r\n", True), ("hang-up inside a body", sized + "5000\r\n\r\nlogin=admin&pass", True),
        ("hang-up inside a file", files + 'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc', True),
        ("hang-up inside a head", f"GET / HTTP/1.1\r\n{at}X: ", True), ("two lengths", sized + "5\r\nContent-Length: 6\r\n\r\nlogin=", False),
        ("length and chunks", sized + "5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", False), ("no length", sized + "x\r\n\r\n", False),
        ("a negative length", sized + "-1\r\n\r\n", False), ("a length past all numbers", sized + "9" * 30 + "\r\n\r\n", False),
        ("no host", "GET / HTTP/1.1\r\n\r\n", False), ("two hosts", f"GET / HTTP/1.1\r\n{at}Host: evil.example\r\n\r\n", False),
        ("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", False), ("no version", f"GET /\r\n{at}\r\n", False),
        ("version 9", f"GET / HTTP/9.9\r\n{at}\r\n", False), ("HTTP/2 in the clear", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", False),
        ("TLS in the clear", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "\x00" * 200, False),
        ("a long target", f"GET /{'a' * 100_000} HTTP/1.1\r\n{at}\r\n", False),
        ("many heads", f"GET / HTTP/1.1\r\n{at}" + "X: y\r\n" * 20_000 + "\r\n", False),
        ("a long head", f"GET / HTTP/1.1\r\n{at}X: {'y' * 200_000}\r\n\r\n", False),
        ("a broken escape", f"GET /clients?q=%ZZ%C3 HTTP/1.1\r\n{at}{cookie}\r\n", False),
        ("two slashes", f"GET //evil.example/clients HTTP/1.1\r\n{at}\r\n", False), ("dots", f"GET /static/../../../etc/passwd HTTP/1.1\r\n{at}\r\n", False),
        ("a zero byte", f"GET /a%00b HTTP/1.1\r\n{at}\r\n", False), ("CONNECT", f"CONNECT evil.example:443 HTTP/1.1\r\n{at}\r\n", False),
        ("a method of its own", f"STORM / HTTP/1.1\r\n{at}\r\n", False), ("pipelined pages", f"GET /clients HTTP/1.1\r\n{at}{cookie}\r\n" * 50, True),
        ("pipelined rubbish", f"GET /healthz HTTP/1.1\r\n{at}\r\n" * 3 + "rubbish\r\n\r\n" * 50, False), ("only line ends", "\r\n" * 5000, True),
        ("folded lines", f"GET / HTTP/1.1\r\n{at}X: a\r\n b\r\n\r\n", False), ("a blank before the colon", f"GET / HTTP/1.1\r\n{at}X : a\r\n\r\n", False),
    ]
    return [(name, text.encode("latin-1"), ends) for name, text, ends in texts]


#: What no server may guess at.
MALFORMED = {
    "chunk size ZZ", "a negative chunk size", "a huge chunk", "two lengths", "length and chunks", "no length", "a negative length",
    "a length past all numbers", "no host", "two hosts", "folded lines", "a blank before the colon",
}


@storm("broken", "broken chunks, hang-ups inside bodies, wrong lengths and hosts, pipelined rubbish")
async def broken_requests(raid: Raid):
    kinds = broken(raid)
    dice = random.Random(raid.number)

    async def send(index: int):
        while raid.goes_on:
            name, text, ends = dice.choice(kinds)
            start = time.monotonic()
            said: int | str = "hung up"
            try:
                reader, writer = await connect(raid.site.address, raid.source)
            except OSError:
                raid.tally.note(name, 0, "no connection")
                continue
            try:
                writer.write(text)
                if ends:
                    await asyncio.sleep(dice.choice([0, 0.001, 0.02]))
                else:
                    async with asyncio.timeout(min(15, raid.left)):
                        said = (await read_answer(reader)).status
            except (Cut, ConnectionError):
                said = "cut"
            except TimeoutError:
                said = "unanswered"
            finally:
                writer.transport.abort()
            raid.tally.note(name, time.monotonic() - start, said)
            if name in MALFORMED and isinstance(said, int) and said not in (400, 429):
                raid.tally.wrong.append(f"{name} is answered {said}, not 400")

    await together(raid, 4, send)
