"""Everything a new kind of record needs, put together from what bin/new-record was told."""

import re
from pathlib import Path

from . import source
from .fields import Field
from .french import Noun

FACTS = '''{database}import PortalKit
import PortalLanguage
import PortalValues

/// What is known of a {noun}, checked.
struct {type}Facts: IdentifiedFacts, Equatable {{
    /// Nil: one is proposed.
    var customID: CustomID?
    {stored}
{name}
    static let fields: [RecordField<{type}Facts>] = [
        .customID("{table}_id", \\.customID),
        {declared},
    ]
}}
{enumerations}'''

KIND = '''import PortalDatabase
import PortalKit
import PortalLanguage
import PortalValues

extension {module}Module {{
    /// What rights over {nouns} are about.
    static let {variable} = Scope(
        "{table}", title: tr("{title}"), elements: .may,
        storage: Scope.Storage(
            table: "{table}", key: "custom_id_key", label: "{label}", normalise: {{ CustomID.key($0) }}))

    /// {title}: pages, interface, files.
    static let {variables}: RecordKind<{type}Facts> = RecordKind(
        "/{path}", {variable}, shape: "{type}", identifier: ("{table}_id", []),
        RecordWords(
            one: trc("history", "{one}"), many: tr("{title}"), file: trc("file", "{file}"), new: tr("New {noun}"),
            add: tr("Add the {noun}"),
            list: .init(
                search: tr("Search for a {noun}"), hint: tr("{hint}"), notFound: tr("No {noun} found"),
                showAll: tr("Show all {nouns}"), empty: tr("No {noun} yet"),
                emptyHelp: tr("{title} that you add or import appear here."), new: tr("New {noun}"),
                counted: {{ trn("%(count)s {noun}", "%(count)s {nouns}", $0) }})),
        columns: [{columns}],
        examples: [FilterExample("{first} ~ a", tr("With an “a” in the name"))])

    /// Some invented {nouns}, and who may do what with them.
    func demonstrate{types}(_ demonstration: Demonstration, _ db: any Connection) throws {{
        let all = [Action.read, .create, .update, .delete].map {{ Grant($0, "{table}") }}
        try demonstration.role("Management", all, in: scopes, db)
        try demonstration.role("Support", [Grant(.read, "{table}")], in: scopes, db)
        guard try db.row("SELECT id FROM {table} LIMIT 1") == nil else {{ return }}
        let names = ["L’Atelier du port", "Maison Dubreuil", "Les Deux Rives", "Comptoir de l’Ouest", "Chez Éloïse"]
        for (number, name) in names.enumerated() {{
            var facts = {type}Facts()
            facts.{firstVariable} = name
{samples}
            _ = try Self.{variables}.insert(facts, now: demonstration.now, db)
        }}
    }}
}}
'''

TESTS = '''import PortalTestSupport
import Testing

@testable import {module}

@Suite struct {type}Tests {{
    @Test(arguments: TestEngine.tested)
    func `what is entered is listed, found, changed, put away and deleted`(engine: TestEngine) async throws {{
        try await {module}Portal.run(on: engine) {{ portal in
            let browser = try await portal.signedIn("management")
            let entered = try await browser.post(
                "/{path}/new", ["{first}": "Le Grand Été", {typed}"{table}_id": "ETE-1"])
            #expect(entered.status == 303)
            #expect(try await browser.get("/{path}?q=grand+ete").shows("Le Grand Été"))
            #expect(try await browser.get("/{path}/ete-1").shows("Le Grand Été"))

            let form = ["{first}": "L’Hiver", {typed}"{table}_id": "ETE-1", "version": "1"]
            #expect(try await browser.post("/{path}/ETE-1/edit", form).status == 303)
            let late = try await browser.post("/{path}/ETE-1/edit", form)
            #expect(late.status == 409 && late.shows("L’Hiver"))

            #expect(try await browser.post("/{path}/ETE-1/archive").status == 303)
            #expect(try await browser.get("/{path}?q=hiver").shows("L’Hiver") == false)
            #expect(try await browser.get("/{path}?q=hiver&state=archived").shows("L’Hiver"))
        }}
    }}

    @Test(arguments: TestEngine.tested)
    func `what is wrong is said, and nothing typed is lost`(engine: TestEngine) async throws {{
        try await {module}Portal.run(on: engine) {{ portal in
            let browser = try await portal.signedIn("management")
            let refused = try await browser.post("/{path}/new", ["{first}": " ", "{table}_id": "a/b"])
            #expect(refused.status == 422 && refused.shows("a/b"))
            let taken = ["{first}": "Deux fois", "{table}_id": "TWICE"]
            #expect(try await browser.post("/{path}/new", taken).status == 303)
            #expect(try await browser.post("/{path}/new", taken).status == 422)
        }}
    }}

    @Test(arguments: TestEngine.tested)
    func `an export that is sent back changes nothing`(engine: TestEngine) async throws {{
        try await {module}Portal.run(on: engine) {{ portal in
            let browser = try await portal.signedIn("management")
            let file = try await browser.get("/{path}/export.csv").body
            let preview = try await browser.preview("/{path}", file)
            #expect(preview.counts.reduce(0, +) >= 5 && preview.counts.prefix(2) == [0, 0], "\\(preview.counts)")
        }}
    }}

    @Test func `who may only read is refused every change`() async throws {{
        try await {module}Portal.run {{ portal in
            let browser = try await portal.signedIn("support")
            #expect(try await browser.get("/{path}").status == 200)
            #expect(try await browser.get("/{path}/new").status == 403)
            #expect(try await browser.post("/{path}/new", ["{first}": "Non"]).status == 403)
            #expect(try await portal.signedIn("member").get("/{path}").status == 403)
        }}
    }}
}}
'''


class Record:
    """A kind of record, on its way into a module."""

    def __init__(self, module: str, name: str, many: str, noun: Noun | None, fields: list[Field], icon: str):
        if fields[0].kind != "text":
            source.stop("the first field is a text: what people call the record")
        if len({field.name for field in fields}) < len(fields):
            source.stop("two fields have the same name")
        self.module, self.name, self.many, self.noun, self.fields, self.icon = module, name, many, noun, fields, icon
        self.module_type = source.type_name(module)
        self.shape = source.type_name(name)
        self.path = many.replace("_", "-")
        self.folder = source.ROOT / "Sources/Modules" / self.module_type
        self.tests = source.ROOT / f"Tests/{self.module_type}Tests"
        if not (self.folder / f"{self.module_type}Module.swift").exists():
            source.stop(f"there is no module {self.module_type}; make it with bin/new-module {module}")
        self.title = source.sentence(many)
        self.nouns = (name.replace("_", " "), many.replace("_", " "))

    def write(self) -> None:
        """Writes what is new, and changes what is there."""
        noun, nouns = self.nouns
        first = self.fields[0]
        is_named = first.name == "name"
        words = dict(
            database="import PortalDatabase\n" if any(field.kind == "choice" for field in self.fields) else "",
            noun=noun, nouns=nouns, type=self.shape, types=source.type_name(self.many), module=self.module_type,
            table=self.name, title=self.title, one=source.sentence(self.name), file=self.path, path=self.path,
            variable=source.variable_name(self.name), variables=source.variable_name(self.many),
            label=first.column, first=first.name, firstVariable=first.variable,
            stored="\n    ".join(field.stored(self.shape) for field in self.fields),
            name="" if is_named else f"\n    var name: String {{ {first.variable} }}\n",
            declared=",\n        ".join(field.declaration(self.name, field is first) for field in self.fields),
            enumerations="".join(field.enumeration(self.shape) for field in self.fields if field.kind == "choice"),
            hint=first.label, columns=self.columns(), samples=self.samples(),
            typed="".join(f'"{field.name}": "{field.typed}", ' for field in self.fields[1:]))
        place = self.folder / source.type_name(self.many)
        source.write(place / f"{self.shape}.swift", FACTS.format(**words))
        source.write(place / f"{self.shape}Kind.swift", KIND.format(**words))
        source.write(self.tests / f"{self.shape}Tests.swift", TESTS.format(**words))
        self.write_migration()
        self.register()
        self.write_documents()

    def columns(self) -> str:
        shown = [field for field in self.fields[1:] if field.kind != "note"]
        return ", ".join(
            f'RecordKind<{self.shape}Facts>.column("{field.name}"' + (", from: .phone)" if index == 0 else ")")
            for index, field in enumerate(shown[:5]))

    def samples(self) -> str:
        lines = []
        for field in self.fields[1:]:
            sample = field.sample()
            if sample and field.kind == "choice":
                sample = f"{self.shape}{source.type_name(field.name)}{sample}"
            if sample:
                lines.append(f"            facts.{field.variable} = {sample}")
        return "\n".join(lines)

    def write_migration(self) -> None:
        folder = source.ROOT / "migrations"
        number = max(int(path.name[:4]) for path in folder.glob("[0-9]*.sql")) + 1
        table = self.name
        columns = "\n".join(field.sql(table) for field in self.fields)
        checks = "".join(f",\n{check}" for check in (field.check(table) for field in self.fields) if check)
        noun = self.nouns[1].capitalize()
        source.write(
            folder / f"{number:04}_{table}.sql",
            f"""-- {noun}.
-- owner: {self.module} ({table}, {table}_word)

-- up

CREATE TABLE {table} (
    id ${{id}},
    custom_id TEXT NOT NULL,
    custom_id_key TEXT NOT NULL,
{columns}
    sort_name TEXT NOT NULL,
    version ${{integer}} NOT NULL DEFAULT 1,
    created_at ${{instant}} NOT NULL,
    updated_at ${{instant}} NOT NULL,
    archived_at ${{instant}},
    CONSTRAINT {table}_custom_id_key UNIQUE (custom_id_key){checks}
);

-- A word and whose it is, in the order in which words are looked up; and back, to change them.
-- only sqlite
CREATE TABLE {table}_word (
    word TEXT NOT NULL,
    {table}_id INTEGER NOT NULL,
    CONSTRAINT {table}_word_key PRIMARY KEY (word, {table}_id),
    CONSTRAINT {table}_word_{table}_fkey FOREIGN KEY ({table}_id) REFERENCES {table} (id) ON DELETE CASCADE
) WITHOUT ROWID;
-- end
-- only postgresql
-- Words and sort keys are folded already: both engines compare them byte by byte.
CREATE TABLE {table}_word (
    word TEXT COLLATE "C" NOT NULL,
    {table}_id BIGINT NOT NULL,
    CONSTRAINT {table}_word_key PRIMARY KEY (word, {table}_id),
    CONSTRAINT {table}_word_{table}_fkey FOREIGN KEY ({table}_id) REFERENCES {table} (id) ON DELETE CASCADE
);
ALTER TABLE {table} ALTER COLUMN sort_name TYPE TEXT COLLATE "C";
-- end
CREATE INDEX {table}_word_{table}_index ON {table}_word ({table}_id, word);

-- Each list reads its rows in order: those in use, and those put away.
CREATE INDEX {table}_name_index ON {table} (sort_name, id) WHERE archived_at IS NULL;
CREATE INDEX {table}_created_index ON {table} (created_at, id) WHERE archived_at IS NULL;
CREATE INDEX {table}_archived_name_index ON {table} (sort_name, id) WHERE archived_at IS NOT NULL;
CREATE INDEX {table}_archived_created_index ON {table} (created_at, id) WHERE archived_at IS NOT NULL;

-- down

DROP TABLE {table}_word;
DROP TABLE {table};
""")

    def write_documents(self) -> None:
        """What docs/security says of every table, and of every route that takes files."""
        page = source.ROOT / "docs/security/data.md"
        lines = page.read_text().split("\n")
        row = next(i for i, line in enumerate(lines) if line.startswith("| delicate |"))
        cells = lines[row].split("|")
        tables = sorted(re.findall(r"`(\w+)`", cells[3]) + [self.name, f"{self.name}_word"])
        cells[3] = " " + ", ".join(f"`{table}`" for table in tables) + " "
        lines[row] = "|".join(cells)
        page.write_text("\n".join(lines))
        print("  changed  docs/security/data.md: among what is delicate; see whether that is right")
        page = source.ROOT / "docs/security/input.md"
        known = "| `POST /companies/import` | CSV; 5 MiB | 6 |\n"
        source.replace(page, known, known + f"| `POST /{self.path}/import` | CSV; 5 MiB | 6 |\n")

    def register(self) -> None:
        """The module names its new record."""
        module, table = self.module_type, self.name
        variable, variables = source.variable_name(self.name), source.variable_name(self.many)
        types = source.type_name(self.many)

        def extend(declaration: str, change) -> None:
            path = source.extend(self.folder, module, declaration.removeprefix("public "), declaration, change)
            print(f"  changed  {path.relative_to(source.ROOT)}: {declaration.split('(')[0].split()[-1].rstrip(':')}")

        extend("public var scopes: [Scope]", lambda body: source.with_element(body, f"Self.{variable}"))
        routes = (
            f"Self.{variables}.routes(create: .may(.create, Self.{variable}), change: Self.{variables}.on(.update), "
            f"delete: Self.{variables}.on(.delete))")
        extend("public var routes: [Route]", lambda body: source.with_more(body, routes))
        entry = f'MenuEntry(tr("{self.title}"), icon: "{self.icon}", path: "/{self.path}", access: .maySome(.read, Self.{variable}))'
        extend("public var menu: [MenuEntry]", lambda body: source.with_element(body, entry))
        tables = (
            f'.nothing("{table}", tr("{self.title}, which are no persons.")),\n'
            f'.nothing("{table}_word", tr("The words by which {self.nouns[1]} are found."))')
        extend("public var personalData: [PersonalTable]", lambda body: source.with_element(body, tables))
        extend(
            "public func histories(_ application: PortalApplication) -> [HistoryWords]",
            lambda body: source.with_element(body, f"Self.{variables}.history"))
        extend(
            "public func cards(_ context: RequestContext, _ db: any Connection) throws -> [HomeCard]",
            lambda body: source.with_more(
                body, f'[try Self.{variables}.card(icon: "{self.icon}", context, db)].compactMap {{ $0 }}'))
        extend(
            "public func demonstrate(_ demonstration: Demonstration, _ db: any Connection) throws",
            lambda body: f"{body}\ntry demonstrate{types}(demonstration, db)")

    def french(self) -> list[tuple[str, str | tuple[str, str]]]:
        """What is said in English, in French as far as it is known."""
        labels = [(field.label, field.french) for field in self.fields]
        noun = self.noun
        if noun is None:
            return labels
        one, many = self.nouns
        title = self.title
        return labels + [
            (source.sentence(self.name), noun.one.capitalize()),
            (title, noun.many.capitalize()),
            (self.path, noun.many.replace(" ", "-")),
            (f"New {one}", noun.new),
            (f"Add the {one}", f"Ajouter {noun.the}"),
            (f"Search for a {one}", f"Rechercher {noun.a}"),
            (f"No {one} found", f"{noun.no} {noun.agreeing('trouvé')}"),
            (f"Show all {many}", f"Afficher {noun.all}"),
            (f"No {one} yet", f"{noun.no} pour l’instant"),
            (f"{title} that you add or import appear here.",
             f"Les {noun.many} que vous ajoutez ou importez apparaissent ici."),
            (f"%(count)s {one}", (f"%(count)s {noun.one}", f"%(count)s {noun.many}")),
            ("With an “a” in the name", "Avec un « a » dans le nom".replace("« ", "«\u00a0").replace(" »", "\u00a0»")),
            (f"{title}, which are no persons.", f"Les {noun.many}, qui ne sont pas des personnes."),
            (f"The words by which {many} are found.", f"Les mots par lesquels on trouve les {noun.many}."),
        ]
