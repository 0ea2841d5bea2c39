import Foundation
import PortalTestSupport

/// Every test that there is, by the file it stands in (below `Tests/`, without `.swift`) and its name.
enum NamedTests {
    static let all: [String: Set<String>] = {
        var found: [String: Set<String>] = [:]
        for file in SourceRules.files(below: "Tests", ending: ".swift") {
            let names = file.text.matches(of: #/func `([^`]+)`/#).map { String($0.1) }
            if !names.isEmpty { found[String(file.path.dropFirst(6).dropLast(6))] = Set(names) }
        }
        return found
    }()

    /// What is wrong with `FILE: NAME`; nil where there is such a test.
    static func fault(_ reference: String) -> String? {
        guard let colon = reference.firstRange(of: ": ") else { return "“\(reference)” is no FILE: NAME" }
        let file = String(reference[..<colon.lowerBound])
        let name = String(reference[colon.upperBound...])
        guard let names = all[file] else { return "there are no tests in Tests/\(file).swift" }
        return names.contains(name) ? nil : "Tests/\(file).swift has no test “\(name)”"
    }
}
