"""Somebody who only wants to work: opens a page, knocks at the door, saves. Asked at fixed moments, however long the last answer took,
and measured from the moment at which it was due: who waits does not ask less often."""

import asyncio
import math
import signal
import time
from dataclasses import dataclass, field

from .raid import Site, Storm
from .visitor import Forms, Visitor
from .wire import Cut, Line

SOURCE = "127.0.1.1"
#: No browser waits longer.
PATIENCE = 30
#: At most so many answers are waited for at once, of each kind.
WAITING = 40


@dataclass
class Seen:
    """Seconds by kind of request, and what failed."""

    times: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "door": [], "save": []})
    failures: list[str] = field(default_factory=list)
    failed: int = 0
    honest: int = 0

    def fail(self, what: str) -> None:
        self.failed += 1
        if len(self.failures) < 20:
            self.failures.append(what)

    def share(self, kind: str, part: float) -> float:
        """The time that so many of a hundred do not exceed, in milliseconds."""
        times = sorted(self.times[kind])
        return times[min(math.ceil(part * len(times)), len(times)) - 1] * 1000 if times else math.nan


class Bystander:
    def __init__(self, site: Site, seconds: float, honest=None):
        self.site, self.seconds, self.honest = site, seconds, honest
        self.seen = Seen()
        self.visitors: list[Visitor] = []
        self.busy = {"page": 0, "door": 0, "save": 0}
        self.saves = 0
        self.saving = asyncio.Lock()

    async def run(self) -> Seen:
        start = time.monotonic()
        self.end = start + self.seconds
        jobs = [self.every(0.1, "page", self.page), self.every(0.1, "door", self.door), self.every(1, "save", self.save)]
        if self.honest:
            jobs.append(self.be_honest())
        await asyncio.gather(*jobs)
        return self.seen

    async def every(self, pause: float, kind: str, ask) -> None:
        start, number, tasks = time.monotonic(), 0, set()
        while (due := start + number * pause) < self.end:
            await asyncio.sleep(max(due - time.monotonic(), 0))
            number += 1
            if self.busy[kind] >= WAITING:
                self.seen.times[kind].append(PATIENCE)
                self.seen.fail(f"{kind}: {WAITING} requests wait for an answer already")
                continue
            task = asyncio.create_task(self.timed(kind, due, ask))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)

    async def timed(self, kind: str, due: float, ask) -> None:
        self.busy[kind] += 1
        try:
            start = await ask() or due
        except (Cut, TimeoutError, OSError) as error:
            start = due
            self.seen.fail(f"{kind}: {error!r}")
        finally:
            self.busy[kind] -= 1
        self.seen.times[kind].append(time.monotonic() - start)

    async def page(self) -> None:
        """A page of a list, on a connection that is kept where one is free."""
        visitor = self.visitors.pop() if self.visitors else self.site.people["management"].copy(SOURCE)
        answer = await visitor.get("/clients", patience=PATIENCE)
        self.visitors.append(visitor)
        if answer.status != 200:
            self.seen.fail(f"/clients: {answer.status}")

    async def door(self) -> None:
        """A newcomer: a connection of its own."""
        line = Line(self.site.address, SOURCE)
        answer = await line.ask("GET", "/healthz", patience=PATIENCE)
        line.close()
        if answer.status != 200:
            self.seen.fail(f"/healthz: {answer.status}")

    async def save(self) -> float | None:
        """Opens a form, changes a word, saves. Only the saving is measured; gives when it began."""
        path = f"/clients/{self.site.client}/edit"
        visitor = self.visitors.pop() if self.visitors else self.site.people["management"].copy(SOURCE)
        # Where a save takes longer than a second, the next one waits: it must not be made from the version before.
        async with self.saving:
            page = await visitor.get(path, patience=PATIENCE)
            fields = Forms(page.text).to(path) if page.status == 200 else None
            if fields is None:
                self.seen.fail(f"{path}: {page.status}, no form")
                return None
            self.saves += 1
            fields["employee_role"] = f"Role {self.saves}"
            start = time.monotonic()
            answer = await visitor.post(path, fields, patience=PATIENCE)
        self.visitors.append(visitor)
        if answer.status != 303:
            self.seen.fail(f"saving: {answer.status}")
        return start

    async def be_honest(self) -> None:
        await asyncio.sleep(min(3, self.seconds / 3))
        while time.monotonic() < self.end:
            try:
                wrongs = await self.honest(self.site)
            except (Cut, TimeoutError, OSError) as error:
                wrongs = [f"an honest wish: {error!r}"]
            self.seen.honest += 1
            for wrong in wrongs:
                self.seen.fail(wrong)
            await asyncio.sleep(5)


def stand_by(storm: Storm, site: Site, seconds: float, results) -> None:
    """The whole life of the bystander's process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.alarm(int(seconds) + 2 * PATIENCE + 30)
    results.send(asyncio.run(Bystander(site, seconds, storm.honest).run()))
    results.close()
