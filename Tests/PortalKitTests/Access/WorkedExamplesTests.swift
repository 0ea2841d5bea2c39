import PortalKit
import Testing

/// The table of worked examples that the permission engine was specified with: collection 3 contains albums 7 and 8, collection 5
/// contains album 9.
@Suite struct WorkedExamplesTests {
    static let world = TestWorld(
        existing: ["collection": [3, 4, 5], "album": [7, 8, 9], "role": [0, 5, 6], "pceen": [1, 2]],
        collections: [7: 3, 8: 3, 9: 5])

    /// A question of an example: action, scope, element or the scope as a whole.
    struct Question: Sendable {
        let action: Action
        let scope: Scope
        let element: Int64?
        init(_ action: Action, _ scope: Scope, _ element: Int64? = nil) {
            self.action = action
            self.scope = scope
            self.element = element
        }
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let held: [Grant]
        let yes: [Question]
        let no: [Question]
        init(_ words: String, _ held: [Grant], yes: [Question] = [], no: [Question] = []) {
            testDescription = words
            self.held = held
            self.yes = yes
            self.no = no
        }
    }

    static let examples = [
        Example(
            "all collections, an album: through its collection", [Grant(.read, "collection")],
            yes: [.init(.read, TestScopes.album, 9)]),
        Example(
            "one collection, an album of it", [Grant(.read, "collection", .element(3))],
            yes: [.init(.read, TestScopes.album, 7)]),
        Example(
            "one collection, an album of another", [Grant(.read, "collection", .element(3))],
            no: [.init(.read, TestScopes.album, 9)]),
        Example("one album, itself", [Grant(.read, "album", .element(9))], yes: [.init(.read, TestScopes.album, 9)]),
        Example(
            "one album, its collection: children never raise parents", [Grant(.read, "album", .element(9))],
            no: [.init(.read, TestScopes.collection, 5), .init(.read, TestScopes.collection)]),
        Example(
            "everything on one collection, writing an album of it", [Grant(.all, "collection", .element(3))],
            yes: [.init(.write, TestScopes.album, 8)]),
        Example(
            "writing a collection is not reading it", [Grant(.write, "collection", .element(3))],
            no: [.init(.read, TestScopes.collection, 3)]),
        Example(
            "one album does not open the module", [Grant(.read, "album", .element(9))],
            no: [.init(.read, TestScopes.photos)]),
        Example(
            "writing one album is only half of what uploading asks", [Grant(.write, "album", .element(7))],
            yes: [.init(.write, TestScopes.album, 7)], no: [.init(.write, TestScopes.photos)]),
        Example(
            "PUBLIC opens one collection to visitors, and no other",
            [Grant(.read, "photos"), Grant(.read, "collection", .element(4))],
            yes: [.init(.read, TestScopes.photos), .init(.read, TestScopes.collection, 4)],
            no: [.init(.read, TestScopes.collection, 3)]),
        Example(
            "one role does not open the page of all", [Grant(.write, "role", .element(5))],
            no: [.init(.write, TestScopes.role)]),
        Example(
            "one role and all people: that role may be given, no other",
            [Grant(.write, "role", .element(5)), Grant(.write, "pceen")],
            yes: [.init(.write, TestScopes.pceen), .init(.write, TestScopes.role, 5)],
            no: [.init(.write, TestScopes.role, 6)]),
        Example(
            "writing the calendar is not reading it", [Grant(.write, "calendar")],
            no: [.init(.read, TestScopes.calendar)]),
        Example(
            "an element that is gone grants nothing and breaks nothing",
            [Grant(.read, "collection", .element(99)), Grant(.read, "collection", .element(3))],
            yes: [.init(.read, TestScopes.collection, 3)],
            no: [.init(.read, TestScopes.collection, 99), .init(.read, TestScopes.collection, 4)]),
        Example(
            "element 0 is an element, not all of them", [Grant(.write, "role", .element(0))],
            yes: [.init(.write, TestScopes.role, 0)],
            no: [.init(.write, TestScopes.role), .init(.write, TestScopes.role, 5)]),
    ]

    @Test(arguments: examples)
    func `each example is answered as it is written`(example: Example) throws {
        // As the only grants of a visitor (PUBLIC), and as those of somebody who has signed in: the answers are the same.
        for person: Int64? in [nil, 1] {
            let grants = Grants(example.held, person: person)
            for question in example.yes { #expect(try Self.answer(question, grants), "\(question)") }
            for question in example.no { #expect(try !Self.answer(question, grants), "\(question)") }
        }
    }

    @Test func `there are thirteen examples and two defects`() { #expect(Self.examples.count == 15) }

    @Test func `the page of a collection still lists the albums that may be read one by one`() {
        let grants = Grants([Grant(.read, "album", .element(9))], person: 1)
        #expect(grants.allowsSome(.read, TestScopes.album, in: TestScopes.catalogue))
        #expect(!grants.allowsSome(.read, TestScopes.collection, in: TestScopes.catalogue))
    }

    @Test func `create and update from two roles are write together`() throws {
        let grants = Grants([Grant(.create, "client"), Grant(.update, "client")], person: 1)
        #expect(grants.allows(.write, TestScopes.client))
        #expect(!Grants([Grant(.create, "client")], person: 1).allows(.write, TestScopes.client))
    }

    private static func answer(_ question: Question, _ grants: Grants) throws -> Bool {
        guard let element = question.element else { return grants.allows(question.action, question.scope) }
        return try grants.allows(
            question.action, question.scope, element: element, in: TestScopes.catalogue, world: world)
    }
}
