import ArgumentParser
import Foundation
import PortalFiles
import PortalKit
import PortalLanguage
import PortalValues

/// How records are printed.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people: the columns that matter, no wider than the terminal.
    case table
    /// For spreadsheets: every member, decimals and separators as the language of the terminal has them.
    case csv
    /// For programs: as the portal sent it.
    case json
}

/// Prints what a portal sent.
struct RecordPrinter {
    let kind: any RecordKind.Type
    let format: RecordFormat

    /// A list, which came in one page or several.
    func list(_ pages: [RemoteAnswer]) throws {
        switch format {
        case .json: try Terminal.write(Self.joined(pages.map(\.body)) + [10])
        case .csv: try csv(Self.records(pages))
        case .table: try table(Self.records(pages))
        }
    }

    /// One record: a line for each member.
    func one(_ answer: RemoteAnswer) throws {
        let record = try answer.json()
        guard case .object(let members) = record else { throw RemoteAnswer.foreign }
        switch format {
        case .json: try Terminal.write(answer.body + [10])
        case .csv: try csv([record])
        case .table:
            let rows = members.map { [Shown.line($0.name), Shown.value($0.value)].filter { !$0.isEmpty } }
            for line in Terminal.table(rows) { Terminal.say(line) }
        }
    }

    /// What is left of a change: the identifier, and the state where there is one.
    func brief(_ answer: RemoteAnswer) throws {
        let record = try answer.json()
        let state = record["state"].map { [Shown.value($0)] } ?? []
        Terminal.say(([Shown.value(record[kind.identifier])] + state).joined(separator: "  "))
    }

    private func table(_ records: [JSONValue]) throws {
        guard let first = records.first else { return Terminal.remark("Nothing found.") }
        let columns = kind.columns.filter { first[$0.title] != nil }
        guard !columns.isEmpty else { throw RemoteAnswer.foreign }
        let rows = records.map { record in columns.map { Shown.value(record[$0.title]) } }
        let layout = TableLayout(columns, rows, width: Terminal.width)
        for line in layout.lines { Terminal.say(line) }
        if !layout.dropped.isEmpty {
            Terminal.remark("No room for: " + layout.dropped.joined(separator: ", "))
        }
    }

    private func csv(_ records: [JSONValue]) throws {
        let language = RemoteSession.language(ProcessInfo.processInfo.environment)
        guard let zone = Zone("UTC") else { throw RemoteError(.refused, "this machine has no time zones") }
        let format = CSVFormat(Formats(language: language, zone: zone))
        guard case .object(let first)? = records.first else { return }
        var bytes = CSVFormat.byteOrderMark
        format.write(first.map { .text($0.name) }, into: &bytes)
        for record in records { format.write(first.map { cell(record[$0.name], $0.name) }, into: &bytes) }
        try Terminal.write(bytes)
    }

    private func cell(_ value: JSONValue?, _ name: String) -> CSVCell {
        switch value {
        case nil, .null: .empty
        case .number(let digits): Int64(digits).map(CSVCell.number) ?? .text(digits)
        case .text(let text) where kind.amounts.contains(name):
            Money(typed: text).map(CSVCell.money) ?? .text(text)
        case .text(let text): .text(text)
        case .flag, .list, .object: .text(Shown.value(value))
        }
    }

    private static func records(_ pages: [RemoteAnswer]) throws(RemoteError) -> [JSONValue] {
        var records: [JSONValue] = []
        for page in pages {
            guard case .list(let more) = try page.json() else { throw RemoteAnswer.foreign }
            records += more
        }
        return records
    }

    /// Several lists as one; every record stays as it was sent.
    static func joined(_ lists: [[UInt8]]) -> [UInt8] {
        guard lists.count > 1 else { return lists.first ?? [] }
        func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
        let insides = lists.map { list in
            Array(list.drop(while: isBlank).reversed().drop(while: isBlank).reversed().dropFirst().dropLast())
        }
        let filled = insides.filter { !$0.allSatisfy(isBlank) }
        return [UInt8(ascii: "[")] + Array(filled.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]")]
    }
}
