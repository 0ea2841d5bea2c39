"""The goals, and what is printed: a line for each storm, and below it what missed its goal."""

import math
import os
from collections import Counter
from dataclasses import dataclass, field

from .bystander import Seen
from .raid import Storm, Tally

PAGE_MS = 100
SAVE_MS = 200
MEMORY_MB = 200

COLUMNS = ["storm", "hostile", "slowest", "page p50", "p99", "max", "door p99", "save p50", "max", "failed", "MB peak", "after", "cores"]
WIDTHS = [13, 8, 9, 9, 8, 8, 9, 9, 8, 7, 8, 6, 6]


@dataclass
class Figures:
    storm: Storm
    tally: Tally
    seen: Seen
    peak: float
    after: float
    cores: float
    alarms: list[str] = field(default_factory=list)
    died: bool = False

    def misses(self) -> list[str]:
        """Where the goal is missed."""
        missed = []
        for kind, part, goal, words in (
            ("page", 0.99, PAGE_MS, "of a hundred pages, one took longer than"), ("door", 0.99, PAGE_MS, "of a hundred newcomers, one waited longer than"),
            ("save", 1.0, SAVE_MS, "a save took longer than"),
        ):
            # Not a number is no good figure either.
            if not self.seen.share(kind, part) < goal:
                missed.append(f"{words} {goal} ms: {self.seen.share(kind, part):,.0f}")
        if self.peak >= MEMORY_MB:
            missed.append(f"memory: {self.peak:.0f} MB, not below {MEMORY_MB}")
        if self.seen.failed:
            missed.append(f"{self.seen.failed} wishes of the bystander failed: {shortened(self.seen.failures)}")
        server_faults = {status: count for status, count in self.tally.statuses.items()
                         if status.isdigit() and int(status) >= 500 and int(status) not in self.storm.refusals}
        if server_faults:
            missed.append(f"answers of our fault: {server_faults}, such as {shortened(self.tally.faults)}")
        if self.tally.wrong:
            missed.append(shortened(self.tally.wrong))
        if self.alarms:
            missed.append(f"{len(self.alarms)} lines of error in the log, such as {self.alarms[0][:300]}")
        if self.died:
            missed.append("the portal died")
        if self.storm.name != "calm" and not self.tally.statuses:
            missed.append("nothing hostile was sent")
        return missed

    def line(self) -> list[str]:
        see = self.seen.share
        return [
            self.storm.name, f"{self.tally.statuses.total():,}", seconds(self.tally.slowest), *map(ms, (
                see("page", 0.5), see("page", 0.99), see("page", 1), see("door", 0.99), see("save", 0.5), see("save", 1))),
            str(self.seen.failed), f"{self.peak:.0f}", f"{self.after:.0f}", f"{self.cores:.2f}",
        ]

    def row(self) -> str:
        """For docs/benchmarks.md."""
        see = self.seen.share
        return (f"| {self.storm.name} | {self.tally.statuses.total():,}: {told(self.tally.statuses)} | {ms(see('page', 0.5))}, "
                f"{ms(see('page', 0.99))}, {ms(see('page', 1))} | {ms(see('door', 0.99))} | {ms(see('save', 1))} | {self.seen.failed} | "
                f"{self.peak:.0f}, {self.after:.0f} |")


def ms(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms"


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def told(statuses: Counter) -> str:
    return ", ".join(f"{count:,} × {status}" for status, count in statuses.most_common())


def shortened(things: list[str]) -> str:
    kinds = Counter(things)
    text = "; ".join(f"{thing} (× {count})" if count > 1 else thing for thing, count in kinds.most_common(4))
    return text + ("; …" if len(kinds) > 4 else "")


def aligned(cells: list[str]) -> str:
    return "".join(cell.ljust(width) if index == 0 else cell.rjust(width) for index, (cell, width) in enumerate(zip(cells, WIDTHS)))


def show(figures: Figures) -> bool:
    """Prints a storm; whether it met its goals."""
    missed = figures.misses()
    print(aligned(figures.line()))
    print(f"    {figures.storm.what}")
    print(f"    got {told(figures.tally.statuses) or 'nothing'}; slowest: {figures.tally.slowest_of or '–'}"
          + (f"; {figures.seen.honest} times somebody honest tried" if figures.storm.honest else ""))
    if os.environ.get("DETAILS"):
        for (what, said), count in sorted(figures.tally.kinds.items()):
            print(f"        {count:>8,} × {said:16} {what}")
    for miss in missed:
        print(f"    MISSED: {miss}")
    print(flush=True)
    return not missed
