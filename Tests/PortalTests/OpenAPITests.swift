import Foundation
import PortalKit
import PortalTestSupport
import Testing

@testable import portal

/// The description of the interface says what the routes say, no more and no less.
@Suite struct OpenAPITests {
    private func document(_ portal: TestPortal, _ language: String = "en") async throws -> [String: Any] {
        let visitor = portal.visitor
        visitor.speak(language)
        let page = try await visitor.get("/api/openapi.json")
        #expect(page.status == 200 && page.header("Content-Type") == "application/json")
        return page.json
    }

    @Test func `every route for programs is described, and nothing else`() async throws {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            let paths = try #require(try await document(portal)["paths"] as? [String: [String: Any]])
            let described = Set(
                paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } })
            let routes = RouteTable.all(Composition.modules).map(\.route).filter { $0.path.hasPrefix("/api/") }
            #expect(described == Set(routes.map { "\($0.method.rawValue) \($0.path)" }))
            for name in ["clients", "companies", "contracts", "events", "people", "roles"] {
                #expect(described.contains("GET /api/v1/\(name)"), "\(name)")
            }
        }
    }

    @Test func `every reference leads somewhere, and every path names its parameters`() async throws {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            let document = try await document(portal)
            var references: [String] = []
            func walk(_ value: Any) {
                if let object = value as? [String: Any] {
                    if let target = object["$ref"] as? String { references.append(target) }
                    for inner in object.values { walk(inner) }
                } else if let list = value as? [Any] {
                    for inner in list { walk(inner) }
                }
            }
            walk(document)
            #expect(references.count > 100)
            for target in Set(references) {
                var place: Any? = document
                for piece in target.dropFirst(2).split(separator: "/") {
                    place = (place as? [String: Any])?[String(piece)]
                }
                #expect(place != nil, "\(target)")
            }
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            var ids: Set<String> = []
            for (path, operations) in paths {
                let named = Set(path.matches(of: #/\{(\w+)\}/#).map { String($0.1) })
                for operation in operations.values {
                    let parameters = operation["parameters"] as? [[String: Any]] ?? []
                    #expect(
                        Set(parameters.filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String })
                            == named)
                    #expect(ids.insert(operation["operationId"] as? String ?? "").inserted)
                }
            }
        }
    }

    @Test func `a module that is switched off is not described, and the words are those asked for`() async throws {
        try await TestPortal.run(Composition.modules, demonstration: false) { portal in
            try await portal.application.database.write { db in
                try db.set(PortalSettings.module("clients").name, "false", now: .tested())
            }
            let paths = try #require(try await document(portal)["paths"] as? [String: Any])
            #expect(paths["/api/v1/clients"] == nil && paths["/api/v1/contracts"] != nil)
            #expect(try await document(portal, "fr")["openapi"] as? String == "3.1.0")
        }
    }
}
