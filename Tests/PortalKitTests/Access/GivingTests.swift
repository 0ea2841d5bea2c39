import PortalKit
import Testing

/// Who may give a permission away: who holds it, or `all/role`.
@Suite struct GivingTests {
    @Test(arguments: [
        (Grant(.read, "client"), true), (Grant(.update, "client", .element(3)), true),
        (Grant(.update, "client", .element(4)), false),
        (Grant(.update, "client"), false), (Grant(.all, "client"), false),
        (Grant(.write, "client", .element(3)), false),
        (Grant(.read, "client", .element(9)), true), (Grant(.read, "client", .relation("own")), true),
        (Grant(.assign, "client", .relation("own")), true), (Grant(.assign, "client", .relation("team")), false),
        (Grant(.create, "calendar"), true), (Grant(.update, "calendar"), true), (Grant(.write, "calendar"), true),
        (Grant(.read, "calendar"), false), (Grant(.all, "calendar"), false), (Grant(.delete, "photos"), true),
        (Grant(.all, "photos"), true), (Grant("nonsense", "nowhere"), false),
    ])
    func `only what is held may be given`(grant: Grant, expected: Bool) {
        let held = Grants(
            [
                Grant(.read, "client"), Grant(.update, "client", .element(3)),
                Grant(.assign, "client", .relation("own")),
                Grant(.write, "calendar"), Grant(.all, "photos"),
            ], person: 1)
        #expect(held.mayGive(grant, in: TestScopes.catalogue) == expected)
    }

    @Test func `all on roles may give everything, also what no module declares any more`() {
        let held = Grants([Grant(.all, "role")], person: 1)
        #expect(held.mayGive(Grant(.all, "client"), in: TestScopes.catalogue))
        #expect(held.mayGive(Grant(.read, "forgotten"), in: TestScopes.catalogue))
        #expect(
            !Grants([Grant(.all, "role", .element(5))], person: 1).mayGive(
                Grant(.all, "client"), in: TestScopes.catalogue))
        #expect(!Grants([Grant(.write, "role")], person: 1).mayGive(Grant(.all, "role"), in: TestScopes.catalogue))
    }
}
