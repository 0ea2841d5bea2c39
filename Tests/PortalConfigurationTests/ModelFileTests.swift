import Foundation
import Testing

@testable import PortalConfiguration

@Suite struct ModelFileTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../conf_models/model.env").standardizedFileURL

    @Test func `the model to copy names every key of the portal, and no other`() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let uncommented = text.replacing("\n#PORTAL_", with: "\nPORTAL_")
        let file = EnvironmentFile(text: uncommented)
        #expect(file.faults.isEmpty)
        #expect(file.entries.keys.sorted() == Configuration.keys.map(\.name).sorted())
    }

    @Test func `the model to copy sets nothing and holds no secret`() throws {
        let file = EnvironmentFile(text: try String(contentsOf: Self.file, encoding: .utf8))
        #expect(file.entries.isEmpty)
        #expect(file.faults.isEmpty)
    }
}
