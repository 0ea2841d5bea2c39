import PortalDatabase
import PortalLanguage
import PortalTestSupport
import Testing

@testable import PortalKit

@Suite struct TokenReachTests {
    private static let client = Scope(
        "client", title: tr("Clients"), elements: .may, storage: .init(table: "client", key: "id", label: "id"),
        relations: [.init("own", title: tr("own")) { "client.owner = \($0)" }])
    private static let album = Scope(
        "album", title: tr("Albums"), elements: .may, storage: .init(table: "album", key: "id", label: "id"))
    private static let photo = Scope(
        "photo", title: tr("Photos"), elements: .may, storage: .init(table: "photo", key: "id", label: "id"),
        parent: .init("album", column: "photo.album_id"))
    private static let catalogue = Scopes([client, album, photo])

    private struct World: Elements {
        func exists(_ scope: Scope, _ element: Int64) -> Bool { true }
        func parent(_ scope: Scope, _ element: Int64) -> Int64? { scope.name == "photo" ? 1 : nil }
        func holds(_ relation: Scope.Relation, _ scope: Scope, _ element: Int64, person: Int64) -> Bool { true }
    }

    private func grants(_ scopes: [String], _ grants: [Grant]) throws -> Grants {
        Grants(grants, person: 7).limited(to: try TokenReach(scopes, in: Self.catalogue))
    }

    @Test func `a token never allows what its owner may not, nor what it does not reach`() throws {
        var chance = Chance(seed: 11)
        let scopes = [Self.client, Self.album, Self.photo]
        let actions: [Action] = [.read, .create, .update, .delete, .write, .all]
        for _ in 0..<3_000 {
            let held = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
                Grant(
                    actions.randomElement(using: &chance) ?? .read, scopes.randomElement(using: &chance)?.name ?? "",
                    [.every, .element(1), .relation("own")].randomElement(using: &chance) ?? .every)
            }
            let reach = (0..<Int.random(in: 1...3, using: &chance)).map { _ in
                "\(scopes.randomElement(using: &chance)?.name ?? ""):\(actions.randomElement(using: &chance) ?? .read)"
            }
            let whole = Grants(held, person: 7)
            let narrow = try grants(reach, held)
            let bound = try TokenReach(reach, in: Self.catalogue)
            for scope in scopes {
                for action in actions {
                    let isReached = bound.covers(action, scope.name)
                    #expect(narrow.allows(action, scope) == (whole.allows(action, scope) && isReached))
                    #expect(
                        narrow.allowsSome(action, scope, in: Self.catalogue)
                            == (whole.allowsSome(action, scope, in: Self.catalogue) && isReached))
                    #expect(
                        try narrow.allows(action, scope, element: 1, in: Self.catalogue, world: World())
                            == (whole.allows(action, scope, element: 1, in: Self.catalogue, world: World())
                                && isReached))
                }
            }
        }
    }

    @Test func `a right over the album reaches its photos through a token for photos alone`() throws {
        let grants = try grants(["photo:read"], [Grant(.read, "album")])
        #expect(try grants.allows(.read, Self.photo, element: 1, in: Self.catalogue, world: World()))
        #expect(try !grants.allows(.read, Self.album, element: 1, in: Self.catalogue, world: World()))
    }

    @Test(arguments: ["client", "client:fly", "flying:read", ":", "", "client:read:x", "client: read", "CLIENT:read"])
    func `a scope that nobody declares is refused`(text: String) {
        #expect(throws: FieldErrors.self) { try TokenReach([text], in: Self.catalogue) }
    }

    @Test func `a right that is not reached cannot be given away either`() throws {
        let role = Scope("role", title: tr("Roles"))
        let catalogue = Scopes([Self.client, role])
        let held = [Grant(.all, "role"), Grant(.read, "client")]
        let whole = Grants(held, person: 7)
        let narrow = whole.limited(to: try TokenReach(["role:update"], in: catalogue))
        #expect(whole.mayGive(Grant(.delete, "client"), in: catalogue))
        #expect(!narrow.mayGive(Grant(.read, "client"), in: catalogue))
    }
}
