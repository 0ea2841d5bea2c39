import Clients
import PortalKit
import Testing

@testable import portal

/// What people may call a record must never be taken for another address.
@Suite struct ReservedWordTests {
    @Test func `no record can be called by a word that stands beside it in the table of routes`() {
        let paths = RouteTable.all(Composition.modules).map { $0.route.path.split(separator: "/").map(String.init) }
        // The lists whose records are named by their custom identifiers.
        let lists = Set(
            paths.filter { path in
                path.count == 2 && ["{client}", "{company}", "{contract}", "{event}"].contains(path[1])
            }.map { $0[0] })
        #expect(lists == ["clients", "companies", "contracts", "events"])
        let words = Set(paths.filter { $0.count > 1 && lists.contains($0[0]) && !$0[1].hasPrefix("{") }.map { $0[1] })
        #expect(words.contains("look-up") && words.contains("calendar"))
        for word in words {
            #expect(throws: (any Error).self, "a record could be called \(word)") { try CustomID(typed: word) }
            #expect(throws: (any Error).self) { try CustomID(typed: word.uppercased()) }
        }
    }
}
