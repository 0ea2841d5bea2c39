import Foundation
import PortalKit

extension TestBrowser {
    /// Sends a file to the import of a list, and follows to what it would do.
    public func preview(_ list: String, _ bytes: [UInt8], name: String = "file.csv") async throws -> TestPage {
        let sent = try await upload(list + "/import", [(name: name, bytes: bytes)])
        guard sent.status == 303, let place = sent.location else { return sent }
        return try await get(place)
    }

    /// The same with a text.
    public func preview(_ list: String, _ text: String) async throws -> TestPage {
        try await preview(list, Array(text.utf8))
    }

    /// Stores what a preview announced.
    public func accept(_ preview: TestPage, _ fields: [String: String] = [:]) async throws -> TestPage {
        guard let place = preview.importPlace, let announced = preview.field("announced") else { return preview }
        return try await post(place, ["announced": announced].merging(fields) { $1 })
    }
}

extension TestPage {
    /// Where a preview sends its form.
    public var importPlace: String? {
        for piece in body.components(separatedBy: "<form").dropFirst() {
            guard let start = piece.firstRange(of: "action=\""), piece.contains("name=\"announced\"") else { continue }
            return String(piece[start.upperBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
        return nil
    }

    /// How many lines of a file are new, changed, unchanged and refused.
    public var counts: [Int] {
        body.components(separatedBy: "card tile").dropFirst().compactMap { piece in
            piece.firstRange(of: "<b>").flatMap { Int(piece[$0.upperBound...].prefix { $0 != "<" }) }
        }
    }
}
