"""What a storm is, and the hostile clients that make it: processes of their own, bounded in time and in count."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from .visitor import Visitor
from .wire import Answer, Cut, Line

#: However quick the portal is: one hostile client asks for no more.
MOST = 200_000


@dataclass
class Site:
    """What the storms know of the portal: who has signed in, and what there is."""

    address: tuple[str, int]
    people: dict[str, Visitor]
    #: One existing record of each kind.
    client: str = ""
    contract: str = ""
    event: str = ""
    company: str = ""
    album: str = ""


@dataclass
class Tally:
    """What hostile clients sent, and what they got."""

    statuses: Counter = field(default_factory=Counter)
    #: The same for each kind of request.
    kinds: Counter = field(default_factory=Counter)
    slowest: float = 0
    slowest_of: str = ""
    faults: list[str] = field(default_factory=list)
    #: What else should not have been.
    wrong: list[str] = field(default_factory=list)

    def note(self, what: str, seconds: float, said: int | str) -> None:
        self.statuses[str(said)] += 1
        self.kinds[what, str(said)] += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_of = seconds, what
        if isinstance(said, int) and said >= 500 and len(self.faults) < 20:
            self.faults.append(f"{what}: {said}")

    def add(self, other: "Tally") -> None:
        self.statuses += other.statuses
        self.kinds += other.kinds
        if other.slowest > self.slowest:
            self.slowest, self.slowest_of = other.slowest, other.slowest_of
        self.faults += other.faults
        self.wrong += other.wrong


class Raid:
    """One hostile client, numbered from 0."""

    def __init__(self, number: int, site: Site, seconds: float):
        self.number, self.site = number, site
        self.end = time.monotonic() + seconds
        self.source = f"127.0.2.{number + 1}"
        self.tally = Tally()

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self.end and self.tally.statuses.total() < MOST

    @property
    def left(self) -> float:
        return max(self.end - time.monotonic(), 0.1)

    def visitor(self, name: str) -> Visitor:
        return self.site.people[name].copy(self.source)

    def nobody(self, source: str | None = None) -> Line:
        return Line(self.site.address, source or self.source)

    async def noting(self, what: str, asking: Awaitable[Answer]) -> Answer | None:
        """Counts what comes of a request; nil where nothing did."""
        start = time.monotonic()
        try:
            answer = await asking
        except Cut:
            self.tally.note(what, time.monotonic() - start, "cut")
        except TimeoutError:
            # Cut off by the end of the storm, or unanswered.
            self.tally.note(what, time.monotonic() - start, "unanswered")
        else:
            self.tally.note(what, time.monotonic() - start, answer.status)
            return answer
        return None

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, self.left))


@dataclass
class Storm:
    name: str
    what: str
    hostile: Callable[[Raid], Awaitable[None]]
    #: What the portal is configured with besides.
    environment: dict[str, str] = field(default_factory=dict)
    #: What somebody honest must be able to do meanwhile, every few seconds; gives what went wrong.
    honest: Callable[["Site"], Awaitable[list[str]]] | None = None
    #: Statuses of 500 and above that say no, not sorry.
    refusals: frozenset[int] = frozenset()


STORMS: dict[str, Storm] = {}


def storm(name: str, what: str, **more):
    """Makes the function below a storm."""
    def take(hostile):
        STORMS[name] = Storm(name, what, hostile, **more)
        return hostile

    return take


def be_hostile(storm: Storm, number: int, site: Site, seconds: float, results) -> None:
    """The whole life of a hostile client's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # The attacker's machine is not the portal's: it takes only what is left of the processors.
    os.nice(15)
    # Bounded even where a storm forgets to look at the clock.
    signal.alarm(int(seconds) + 30)
    raid = Raid(number, site, seconds)

    async def run():
        try:
            async with asyncio.timeout(seconds + 5):
                await storm.hostile(raid)
        except TimeoutError:
            pass

    try:
        asyncio.run(run())
    except Exception as error:  # noqa: BLE001  whatever it was, the table says so
        raid.tally.wrong.append(f"the storm itself broke: {error!r}")
    results.send(raid.tally)
    results.close()


async def together(raid: Raid, count: int, work: Callable[[int], Awaitable[None]]) -> None:
    """So many at once, each until it ends; those still busy when the storm is over are left."""
    tasks = [asyncio.create_task(work(index)) for index in range(count)]
    done, pending = await asyncio.wait(tasks, timeout=raid.left + 1)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        if error := task.exception():
            raise error
