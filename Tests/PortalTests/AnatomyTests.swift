import Foundation
import PortalTestSupport
import Testing

/// The same role stands in the file of the same name in every module (docs/modules.md).
@Suite struct AnatomyTests {
    private static let modules = SourceRules.files(below: "Sources/Modules", ending: ".swift")
    private static let folders = Set(modules.map { String($0.path.split(separator: "/")[2]) }).sorted()

    /// The files whose names end so, what follows a + left out.
    private static func files(_ roles: String...) -> [(path: String, text: String)] {
        modules.filter { file in
            let name = (file.path.split(separator: "/").last ?? "").split(whereSeparator: { "+.".contains($0) })[0]
            return roles.contains { name.hasSuffix($0) }
        }
    }

    @Test func `a module is declared in the file of its name, under the name of its folder`() throws {
        #expect(Self.folders.count >= 8)
        for folder in Self.folders {
            let path = "Sources/Modules/\(folder)/\(folder)Module.swift"
            let file = try #require(Self.modules.first { $0.path == path }, "there is no \(path)")
            #expect(file.text.contains("struct \(folder)Module: Module"), "\(path)")
            let id = file.text.firstMatch(of: #/static let id = "([a-z_]+)"/#).map { String($0.1) }
            #expect(id?.replacing("_", with: "") == folder.lowercased(), "\(path)")
        }
    }

    @Test func `routes stand in the table of the module`() {
        for file in Self.modules where file.text.contains(#/\.(get|post|free|streaming)\((\.[a-z]+, )?"\//#) {
            #expect(file.path.contains(#/Module(\+[a-z+]+)?\.swift$/#), "\(file.path) declares a route")
        }
    }

    @Test func `pages, forms and handlers leave writing to queries and services`() {
        let files = Self.files("Page", "Pages", "Form", "Forms", "Handlers")
        #expect(files.count > 60)
        for file in files {
            #expect(!file.text.contains(#/INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM/#), "\(file.path) writes")
        }
    }

    @Test func `queries and services know neither pages nor forms nor answers`() {
        let files = Self.files("Queries", "Service")
        #expect(files.count > 10)
        for file in files {
            #expect(!file.text.contains(#/struct \w+: (Page|Form)\b|HandlerResponse/#), "\(file.path)")
        }
    }

    @Test func `no file is named by what says nothing`() {
        for file in Self.modules {
            #expect(
                !file.path.contains(#/(Care|Storing|Saving|Desk|Helpers?|Utils?|Manager|Things?)\.swift$/#),
                "\(file.path)")
        }
    }
}
