"""Swift sources of the portal, as far as a skeleton is put into them."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]


def stop(why: str) -> NoReturn:
    """Says what is wrong, and ends with the status of a wrong call."""
    print(f"{Path(sys.argv[0]).name}: {why}", file=sys.stderr)
    sys.exit(64)


def demand_name(name: str) -> None:
    """A name that addresses, tables and Swift can have alike."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or len(name) > 40:
        stop(f"{name!r} is no name: lower case letters, digits and underscores, a letter first, 40 at most")


def type_name(name: str) -> str:
    """`guest_book` → `GuestBook`."""
    return "".join(word.capitalize() for word in name.split("_"))


def variable_name(name: str) -> str:
    """`bought_on` → `boughtOn`; what Swift keeps for itself in backticks."""
    kind = type_name(name)
    variable = kind[0].lower() + kind[1:]
    return f"`{variable}`" if variable in {"class", "default", "extension", "in", "public", "return", "self", "switch", "where"} else variable


def sentence(name: str) -> str:
    """`guest_books` → `Guest books`."""
    return name.replace("_", " ").capitalize()


def write(path: Path, text: str) -> None:
    """A new file."""
    if path.exists():
        stop(f"{path.relative_to(ROOT)} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    print(f"  new      {path.relative_to(ROOT)}")


def replace(path: Path, old: str, new: str) -> None:
    """One place of a file; it must be there."""
    text = path.read_text()
    if old not in text:
        stop(f"{path.relative_to(ROOT)} has no {old.strip()!r} any more; add {new.strip()!r} by hand")
    path.write_text(text.replace(old, new, 1))
    print(f"  changed  {path.relative_to(ROOT)}")


def add_import(path: Path, module: str) -> None:
    """An import, in the order of the alphabet."""
    lines = path.read_text().split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("import "))
    last = first
    while lines[last].startswith("import "):
        last += 1
    lines[first:last] = sorted(set(lines[first:last]) | {f"import {module}"})
    path.write_text("\n".join(lines))


def body_of(text: str, declaration: str) -> tuple[int, int] | None:
    """Where the braces behind a declaration open and close."""
    found = re.search(declaration, text)
    if not found:
        return None
    start = text.index("{", found.end())
    depth = 0
    for position in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[position], 0)
        if depth == 0:
            return start, position
    return None


def extend(folder: Path, module: str, declaration: str, whole: str, change) -> Path:
    """Changes the body of a declaration wherever the module has it; writes the whole of it where it has none."""
    for path in sorted(folder.rglob("*.swift")):
        text = path.read_text()
        place = body_of(text, re.escape(declaration))
        if place:
            body = text[place[0] + 1 : place[1]].strip()
            path.write_text(text[: place[0] + 1] + "\n" + change(body) + "\n" + text[place[1] :])
            return path
    path = folder / f"{module}Module.swift"
    text = path.read_text()
    place = body_of(text, rf"struct {module}Module: Module")
    if not place:
        stop(f"{path.relative_to(ROOT)} declares no module")
    path.write_text(text[: place[1]] + f"\n    {whole} {{\n{change('')}\n}}\n" + text[place[1] :])
    return path


def with_element(body: str, element: str) -> str:
    """A list with one element more."""
    if body in ("", "[]"):
        return f"[{element}]"
    if body.startswith("[") and body.endswith("]"):
        return body[:-1].rstrip().rstrip(",") + f",\n{element}]"
    return f"{body} + [{element}]"


def with_more(body: str, list_expression: str) -> str:
    """A list with another list behind it."""
    return list_expression if body in ("", "[]") else f"{body}\n + {list_expression}"


def format(*places: Path) -> None:
    """As `swift format` writes it."""
    subprocess.run(["swift", "format", "--in-place", "--recursive", *map(str, places)], check=True, cwd=ROOT)
