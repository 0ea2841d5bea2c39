"""The portal that is attacked: which build, its folder, its database, and what it costs the machine."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
#: Whom the portal believes that it asks for somebody else.
PROXY = "127.0.3.1"


def build() -> tuple[Path, bool]:
    """The newest release build that knows all sources; else the debug build. Whether it is a release."""
    if chosen := os.environ.get("BINARY"):
        return Path(chosen), "debug" not in chosen
    sources = [ROOT / "Package.swift", *(ROOT / "Sources").rglob("*.swift")]
    changed = max(source.stat().st_mtime for source in sources)
    releases = [ROOT / ".build/release/portal", ROOT / ".build-release/release/portal"]
    releases = sorted((one for one in releases if one.exists()), key=lambda one: -one.stat().st_mtime)
    if releases and releases[0].stat().st_mtime >= changed:
        return releases[0], True
    debug = ROOT / ".build/debug/portal"
    why = "is older than the sources" if releases else "is not there"
    print(f"The release build {why} (bench/build makes one): the debug build is some ten times slower, and its figures judge nothing.")
    if not debug.exists():
        raise SystemExit("Tests/Attack/storm: there is no build at all; swift build")
    return debug, False


class Portal:
    def __init__(self, engine: str, place: Path, binary: Path):
        self.engine, self.place = engine, place
        # Whoever builds or edits in the meantime changes nothing here.
        self.binary = place / "portal"
        shutil.copy2(binary, self.binary)
        for name in ("Resources", "migrations"):
            shutil.copytree(Path(os.environ.get("TREE", ROOT)) / name, place / name)
        self.process: subprocess.Popen | None = None
        self.log = place / "log"
        with socket.socket() as plug:
            plug.bind(("127.0.0.1", 0))
            self.address = plug.getsockname()
        url = f"sqlite:{place}/portal.sqlite"
        if engine == "postgresql":
            url = subprocess.run(
                [ROOT / "bin/postgresql", "start", place / "postgresql"], check=True, capture_output=True, text=True,
            ).stdout.strip()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")} | {
            "PORTAL_RESOURCES": str(place / "Resources"), "PORTAL_MIGRATIONS": str(place / "migrations"),
            "PORTAL_DATA_DIR": str(place / "data"), "PORTAL_DATABASE_URL": url, "PORTAL_PORT": str(self.address[1]),
            "PORTAL_TRUSTED_PROXIES": PROXY, "PORTAL_LOG_LEVEL": "error",
        }

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [self.binary, *words], env=self.environment, cwd=self.place, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"portal {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self, more: dict[str, str] | None = None) -> None:
        # Beyond what is open already, each storm sees only what it did itself.
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve"], env=self.environment | (more or {}), cwd=self.place, stdout=log, stderr=log,
                start_new_session=True)
        end = time.monotonic() + 60
        url = f"http://{self.address[0]}:{self.address[1]}/readyz"
        while True:
            try:
                with urllib.request.urlopen(url, timeout=5):
                    return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"the portal does not start:\n{self.log.read_text()[-3000:]}") from None
                time.sleep(0.05)

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def close(self) -> None:
        self.stop()
        if self.engine == "postgresql":
            subprocess.run([ROOT / "bin/postgresql", "stop", self.place / "postgresql"], check=False)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def memory(self, key: str = "VmRSS") -> float:
        """Megabytes; `VmHWM` is the most there ever was."""
        try:
            text = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith(key + ":")), 0)

    def processor(self) -> float:
        """Seconds of processor time, of all threads, to the microsecond."""
        total = 0
        for task in Path(f"/proc/{self.process.pid}/task").glob("*"):
            # Threads come and go.
            try:
                total += int((task / "schedstat").read_text().split()[0])
            except (OSError, IndexError):
                continue
        return total / 1e9

    def alarms(self) -> list[str]:
        """What the log calls our own fault."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if line and "The portal is at" not in line]


def workplace() -> Path:
    place = Path(tempfile.mkdtemp(prefix="portal-storm-"))
    # The database's own user must find its folder.
    place.chmod(0o755)
    return place


def raise_open_files() -> int:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def end_on_signals() -> None:
    """A polite end is an end like any other: what was started is stopped, what was made is removed."""
    def end(number, _frame):
        print(f"Ended by {signal.Signals(number).name}.", file=sys.stderr)
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        # Whoever started this with nohup means it.
        if signal.getsignal(number) is not signal.SIG_IGN or number == signal.SIGINT:
            signal.signal(number, end)
