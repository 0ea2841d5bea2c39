"""The fields of a record, as bin/new-record is told them, and what each is in Swift and in SQL."""

import re
import unicodedata
from dataclasses import dataclass

from .source import demand_name, sentence, stop, type_name, variable_name

#: Kind → Swift type, its first value, column type, and a value that tests type, told to programs, and another one.
KINDS = {
    "text": ("String", '""', "TEXT NOT NULL", "Rive droite"),
    "note": ("String", '""', "TEXT NOT NULL", "Première ligne"),
    "day": ("Day?", None, "${day}", "2026-11-21"),
    "number": ("Int?", None, "${integer}", "12"),
    "money": ("Money?", None, "${integer}", "1250.50"),
    "flag": ("Bool", "false", "BOOLEAN NOT NULL", "on"),
    "choice": ("", None, "TEXT", ""),
}


@dataclass
class Field:
    name: str
    kind: str
    label: str
    french: str
    choices: list[str]

    @property
    def variable(self) -> str:
        return variable_name(self.name)

    @property
    def column(self) -> str:
        return self.name + "_cents" if self.kind == "money" else self.name

    def swift_type(self, owner: str) -> str:
        return f"{owner}{type_name(self.name)}?" if self.kind == "choice" else KINDS[self.kind][0]

    def stored(self, owner: str) -> str:
        value = KINDS[self.kind][1]
        return f"var {self.variable}" + (f" = {value}" if value else f": {self.swift_type(owner)}")

    def sql(self, table: str) -> str:
        line = f"    {self.column} {KINDS[self.kind][2]},"
        return line

    def check(self, table: str) -> str | None:
        if self.kind != "choice":
            return None
        words = ", ".join(f"'{word}'" for word in self.choices)
        return f"    CONSTRAINT {table}_{self.name}_check CHECK ({self.column} IN ({words}))"

    def declaration(self, table: str, is_first: bool) -> str:
        """The field, as `RecordField` has it."""
        aliases = [alias for alias in [folded(self.french)] if alias and alias != self.name]
        names = f'"{self.name}", [{", ".join(chr(34) + a + chr(34) for a in aliases)}], tr("{self.label}"), \\.{self.variable}'
        column = f'column: .in("{table}", "{self.column}")'
        return {
            "text": f".text({names}, {column}, most: 150" + (", isNeeded: true)" if is_first else ")"),
            "note": f".note({names}, {column}, most: 2000)",
            "number": f".number({names}, {column}, within: 0...1_000_000)",
        }.get(self.kind, f".{self.kind}({names}, {column})")

    def sample(self) -> str | None:
        """What a row of the demonstration has there, by its number; nil for what only people can invent."""
        return {
            "day": "Day(number: 20_000 + number * 37)",
            "number": "number * 7 % 50",
            "money": "Money(cents: Int64(number) * 4_950)",
            "flag": "number.isMultiple(of: 3)",
            "choice": ".allCases[number % {}]".format(max(1, len(self.choices))),
        }.get(self.kind)

    @property
    def typed(self) -> str:
        """What tests type."""
        return self.choices[0] if self.kind == "choice" else KINDS[self.kind][3]

    def enumeration(self, owner: str) -> str:
        cases = "\n".join(f"    case {variable_name(word)}" + ("" if variable_name(word) == word else f' = "{word}"') for word in self.choices)
        titles = "\n".join(f'        case .{variable_name(word)}: tr("{sentence(word)}")' for word in self.choices)
        return f'''
/// {self.label}.
enum {owner}{type_name(self.name)}: String, RecordChoice {{
{cases}

    /// In words.
    var title: Message {{
        switch self {{
{titles}
        }}
    }}

    static let filterChoices = allCases.map {{ FilterChoice($0.rawValue, [$0.rawValue]) }}
}}
'''


def parse(text: str) -> Field:
    """`since:day:Since:Depuis`"""
    name, _, rest = text.partition(":")
    kind, _, labels = rest.partition(":")
    label, _, french = labels.partition(":")
    demand_name(name)
    if name in {"id", "custom_id", "custom_id_key", "sort_name", "version", "created_at", "updated_at", "archived_at"}:
        stop(f"every record has {name} already")
    choices: list[str] = []
    found = re.fullmatch(r"choice\(([^)]*)\)", kind)
    if found:
        kind, choices = "choice", [word.strip() for word in found[1].split(",")]
        for word in choices:
            demand_name(word)
    if kind not in KINDS or (kind == "choice" and not choices):
        stop(f"{text!r}: there is no kind {kind!r}; see bin/new-record --help")
    return Field(name, kind, label or sentence(name), french, choices)


def folded(text: str) -> str:
    """`Fondée le` → `fondee_le`, as filters call it."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z0-9]+", plain))
