"""Every ugly body of every size to every route that takes one, as nobody and as somebody: what each costs the processor. One request at a
time, and nobody else about: what the portal's threads have worked meanwhile is what the request cost."""

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field

from .portal import Portal
from .raid import Site
from .ugly import BOUNDARY, file_bodies, form_bodies, record_bodies
from .visitor import Visitor, fresh
from .wire import Cut

SIZES = [1 << 10, 250_000, 1_000_000, 3 << 20]
#: Seconds of processor time above what the same route takes for a small body.
GOAL = 0.1
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
FILES = f"multipart/form-data; boundary={BOUNDARY}"
#: After these nobody is signed in any more.
ENDING = ("/logout", "/profile/sessions", "/profile/password")


@dataclass
class Sweep:
    portal: Portal
    site: Site
    end: float
    statuses: Counter = field(default_factory=Counter)
    sent: int = 0
    planned: int = 0
    worst: list[tuple[float, str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    usual: dict[tuple[str, str, str, str], float] = field(default_factory=dict)

    async def run(self, cores_dear: float) -> bool:
        """Goes through all of it, in an order by chance: where time runs out, what was tried stands for the rest."""
        plan = [
            (who, method, path, kind, size, index)
            for who in ("nobody", "admin") for method, path in self.routes()
            for kind in ((JSON,) if path.startswith("/api/") else (FORM, FILES))
            for size in SIZES for index in range(len(bodies(kind, 64)))
        ]
        random.Random(10).shuffle(plan)
        self.planned = len(plan)
        # One size in memory at a time would need the order; they are few enough to be made once.
        made = {(kind, size): bodies(kind, size) for kind in (JSON, FORM, FILES) for size in SIZES}
        visitors = {"nobody": Visitor(self.site.address, "127.0.2.1"), "admin": await self.admin()}
        for who, method, path, kind, size, index in plan:
            if time.monotonic() > self.end:
                break
            name, body = made[kind, size][index]
            visitor = visitors[who]
            key = (who, method, path, kind)
            if key not in self.usual:
                small = b"{}" if kind == JSON else b"login=x&password=wrong&_password=wrong"
                self.usual[key] = min([await self.cost(visitor, *key[1:], small) for _ in range(2)])
            what = f"{name}, {size:,} bytes, to {method} {path} as {who}"
            cost = await self.cost(visitor, method, path, kind, body, what)
            if cost - self.usual[key] >= cores_dear:
                # Something else of the portal's may have worked at that moment: the best of three.
                cost = min([cost] + [await self.cost(visitor, method, path, kind, body) for _ in range(2)])
            self.sent += 1
            self.worst = sorted(self.worst + [(cost - self.usual[key], what)], reverse=True)[:10]
            if who == "admin" and path.startswith(ENDING):
                visitors["admin"] = await self.admin()
        self.missed += [f"{extra * 1000:,.0f} ms of a processor: {what}" for extra, what in self.worst if extra >= cores_dear]
        return not self.missed

    async def admin(self) -> Visitor:
        admin = self.site.people["admin"].copy("127.0.2.1")
        answer = await admin.sign_in("admin")
        if answer.status != 303:
            raise RuntimeError(f"admin cannot sign in: {answer.status}")
        return admin

    def routes(self) -> list[tuple[str, str]]:
        known = {"client": self.site.client, "contract": self.site.contract, "event": self.site.event, "company": self.site.company}
        collection, album = self.site.album.removeprefix("/photos/").split("/")
        found = []
        for line in self.portal.run("routes").splitlines():
            method, path = line.split()[:2]
            if method == "GET":
                continue
            if path.startswith("/photos/{collection}"):
                known |= {"collection": collection, "album": album}
            found.append((method, re.sub(r"\{(\w+)\}", lambda match: known.get(match[1], "nothing"), path)))
        return found

    async def cost(self, visitor: Visitor, method: str, path: str, kind: str, body: bytes, what: str = "") -> float:
        head = {"Content-Type": kind}
        if path.startswith("/api/"):
            head["If-Match"] = "*"
            if visitor.cookies:
                head["Authorization"] = f"Bearer {self.site.people['admin'].token}"
        before = self.portal.processor()
        said: int | str
        try:
            # A token that a form was sent under once is answered without being looked at: each time a new one.
            said = (await visitor.ask(method, path, head, body.replace(MARK, fresh().encode()[: len(MARK)], 1), patience=60)).status
        except Cut:
            said = "cut"
        except TimeoutError:
            said = "unanswered"
        cost = self.portal.processor() - before
        if what:
            self.statuses[str(said)] += 1
            if said == "unanswered" or isinstance(said, int) and said >= 500:
                self.missed.append(f"{said}: {what}")
        return cost


MARK = b"storm-token-that-is-replaced-each-time-0123"


def bodies(kind: str, size: int) -> list[tuple[str, bytes]]:
    if kind == JSON:
        return record_bodies(size)
    return (form_bodies if kind == FORM else file_bodies)(size, MARK.decode())


async def sweep(portal: Portal, site: Site, seconds: float, goal: float = GOAL) -> tuple[bool, Sweep]:
    work = Sweep(portal, site, time.monotonic() + seconds)
    is_good = await work.run(goal)
    if alarms := portal.alarms():
        work.missed.append(f"{len(alarms)} lines of error in the log, such as {alarms[0][:300]}")
        is_good = False
    return is_good, work
