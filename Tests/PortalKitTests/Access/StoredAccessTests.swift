import PortalDatabase
import PortalKit
import Testing

/// The engine on stored elements: a list shows exactly the rows whose pages may be opened, and an explanation says the same again.
@Suite struct StoredAccessTests {
    @Test(arguments: ServiceDatabase.tested)
    func `a list shows what its pages would, whatever the grants`(engine: ServiceDatabase) async throws {
        try await engine.with { database in
            var source = RandomAccess(seed: 7)
            for _ in 0..<25 {
                let world = source.world().withWholeCollections
                let cases = (0..<12).map { _ in (held: source.grants(), person: source.person()) }
                try await database.write { db in
                    try Self.store(world, db)
                    for (held, person) in cases {
                        for scope in [TestScopes.collection, TestScopes.album, TestScopes.client] {
                            for action: Action in [.read, .update] {
                                try Self.compare(action, scope, held, person, world, db)
                            }
                        }
                    }
                }
            }
        }
    }

    /// List, single questions and explanations must agree. `write` may come from two grants, of which a list knows nothing: it is
    /// not asked here.
    private static func compare(
        _ action: Action, _ scope: Scope, _ held: [Grant], _ person: Int64?, _ world: TestWorld, _ db: any Connection
    ) throws {
        let grants = Grants(held, person: person)
        let table = try #require(scope.storage?.table)
        let visible = grants.visible(action, scope, in: TestScopes.catalogue)
        let listed = Set(
            try db.values(
                "SELECT \(identifier: table).id FROM \(identifier: table) WHERE \(sql: visible)", as: Int64.self))
        let oracle = PermissionOracle(held, person: person, world, universe: RandomAccess.universe)
        for element in world.existing[scope.name] ?? [] {
            let expected = oracle.allows(action.name, scope.name, element)
            #expect(listed.contains(element) == expected, "\(action)/\(scope.name)[\(element)] by \(held)")
            let explanation = try db.explain(
                action, scope, element: element, held: held.map { HeldGrant(role: 0, roleName: "PUBLIC", grant: $0) },
                person: person,
                in: TestScopes.catalogue)
            #expect(explanation.allowed == expected)
            #expect(!explanation.reasons.isEmpty)
        }
    }

    private static func store(_ world: TestWorld, _ db: any Connection) throws {
        for table in ["test_client", "test_album", "test_collection"] {
            try db.run("DROP TABLE IF EXISTS \(identifier: table)")
        }
        try db.run("CREATE TABLE test_collection (id BIGINT PRIMARY KEY, name TEXT NOT NULL)")
        try db.run("CREATE TABLE test_album (id BIGINT PRIMARY KEY, name TEXT NOT NULL, collection_id BIGINT)")
        try db.run(
            "CREATE TABLE test_client (id BIGINT PRIMARY KEY, name TEXT NOT NULL, owner_id BIGINT, team_id BIGINT)")
        for id in world.existing["collection"] ?? [] {
            try db.run("INSERT INTO test_collection VALUES (\(id), \("c\(id)"))")
        }
        for id in world.existing["album"] ?? [] {
            try db.run("INSERT INTO test_album VALUES (\(id), \("a\(id)"), \(world.collections[id]))")
        }
        for id in world.existing["client"] ?? [] {
            try db.run(
                "INSERT INTO test_client VALUES (\(id), \("k\(id)"), \(world.related["own"]?[id]), \(world.related["team"]?[id]))"
            )
        }
    }
}

extension TestWorld {
    /// The same with no album in a collection that is gone: foreign keys see to that in what is stored.
    fileprivate var withWholeCollections: TestWorld {
        var world = self
        world.collections = collections.filter { exists(TestScopes.collection, $0.value) }
        return world
    }
}
