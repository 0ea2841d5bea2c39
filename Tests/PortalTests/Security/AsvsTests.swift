import Foundation
import PortalTestSupport
import Testing

/// The table of what OWASP ASVS 5.0 asks for on levels 1 and 2.
@Suite struct AsvsTests {
    /// The requirements of these levels, by section, as version 5.0.0 numbers them.
    private static let request: KeyValuePairs<String, [Int]> = [
        "1.1": [1, 2], "1.2": [1, 2, 3, 4, 5, 6, 7, 8, 9], "1.3": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        "1.4": [1, 2, 3], "1.5": [1, 2], "2.1": [1, 2, 3], "2.2": [1, 2, 3], "2.3": [1, 2, 3, 4], "2.4": [1],
        "3.2": [1, 2], "3.3": [1, 2, 3, 4], "3.4": [1, 2, 3, 4, 5, 6], "3.5": [1, 2, 3, 4, 5], "3.7": [1, 2],
        "4.1": [1, 2, 3], "4.2": [1], "4.3": [1, 2], "4.4": [1, 2, 3, 4], "5.1": [1], "5.2": [1, 2, 3],
        "5.3": [1, 2], "5.4": [1, 2, 3], "6.1": [1, 2, 3], "6.2": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        "6.3": [1, 2, 3, 4], "6.4": [1, 2, 3, 4], "6.5": [1, 2, 3, 4, 5], "6.6": [1, 2, 3], "6.8": [1, 2, 3, 4],
        "7.1": [1, 2, 3], "7.2": [1, 2, 3, 4], "7.3": [1, 2], "7.4": [1, 2, 3, 4, 5], "7.5": [1, 2], "7.6": [1, 2],
        "8.1": [1, 2], "8.2": [1, 2, 3], "8.3": [1], "8.4": [1], "9.1": [1, 2, 3], "9.2": [1, 2, 3, 4],
        "10.1": [1, 2], "10.2": [1, 2], "10.3": [1, 2, 3, 4], "10.4": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        "10.5": [1, 2, 3, 4, 5], "10.6": [1, 2], "10.7": [1, 2, 3], "11.1": [1, 2], "11.2": [1, 2, 3],
        "11.3": [1, 2, 3], "11.4": [1, 2, 3, 4], "11.5": [1], "11.6": [1], "12.1": [1, 2, 3], "12.2": [1, 2],
        "12.3": [1, 2, 3, 4], "13.1": [1], "13.2": [1, 2, 3, 4, 5], "13.3": [1, 2], "13.4": [1, 2, 3, 4, 5],
        "14.1": [1, 2], "14.2": [1, 2, 3, 4], "14.3": [1, 2, 3], "15.1": [1, 2, 3], "15.2": [1, 2, 3],
        "15.3": [1, 2, 3, 4, 5, 6, 7], "16.1": [1], "16.2": [1, 2, 3, 4, 5], "16.3": [1, 2, 3, 4],
        "16.4": [1, 2, 3], "16.5": [1, 2, 3], "17.1": [1], "17.2": [1, 2, 3, 4], "17.3": [1, 2],
    ]

    @Test func `every requirement of levels 1 and 2 has one verdict, and names tests that there are`() throws {
        let table = try AsvsTable.read()
        for fault in table.faults { Issue.record("\(fault)") }
        let ids = table.requirements.map(\.id)
        let request = Self.request.flatMap { section, numbers in numbers.map { "V\(section).\($0)" } }
        #expect(
            ids == request,
            "missing, doubled, unknown or out of order: \(Set(ids).symmetricDifference(request).sorted())")
        #expect(table.requirements.count { $0.level == 1 } == 70)
        #expect(table.requirements.count { $0.level == 2 } == 183)
        for requirement in table.requirements {
            #expect(
                requirement.reason != nil || !requirement.tests.isEmpty, "\(requirement.id) has no verdict")
            for test in requirement.tests {
                if let fault = NamedTests.fault(test) { Issue.record("\(requirement.id): \(fault)") }
            }
        }
    }

    @Test func `the page is what the table says`() throws {
        let table = try AsvsTable.read()
        let place = TestPlaces.root + "/docs/security/asvs.md"
        let page = AsvsPage.text(table)
        if ProcessInfo.processInfo.environment["PORTAL_TEST_WRITE"] == "asvs" {
            try page.write(toFile: place, atomically: true, encoding: .utf8)
        }
        let stored = try String(contentsOfFile: place, encoding: .utf8)
        #expect(stored == page, "docs/security/asvs.md is not what asvs.txt says: run bin/asvs")
        print(AsvsPage.coverage(table).joined(separator: "\n"))
    }

    @Test(arguments: [
        ("V1.1.1 3 words", "cannot be read"), ("  test x", "cannot be read"), ("nonsense", "cannot be read"),
        ("## V1\nV1.1.1 1 words\n  no a\n  open b", "two verdicts"),
    ])
    func `a line that makes no sense is a fault`(text: String, fault: String) {
        #expect(AsvsTable(text).faults.first?.contains(fault) == true)
    }

    @Test(arguments: [
        "PortalTests/Security/AsvsTests", "PortalTests/Nowhere: x", "PortalTests/Security/AsvsTests: no such test",
    ])
    func `a test that there is not is a fault`(reference: String) { #expect(NamedTests.fault(reference) != nil) }
}
