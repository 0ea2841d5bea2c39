import ArgumentParser
import PortalKit

/// `portal clients list 'FILTER'`
struct ListRecords<Kind: RecordKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list", abstract: "Print those that you may see.",
            discussion: """
                A filter is one argument, in French or English: portal contracts list 'status = signed and remain_amount_to_pay > 0'. \
                Without --limit, and where the filter has none, the portal sends 50.
                """, aliases: ["liste"])
    }

    @Argument(help: "A condition in the language of filters.")
    var filter: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The order; -name turns it round.", valueName: "name"))
    var sort: String?

    @Option(help: "At most so many.")
    var limit: Int?

    @Option(help: "So many are passed over first.")
    var offset: Int?

    @Option(help: "table, csv or json.")
    var format = RecordFormat.table

    @OptionGroup
    var options: RemoteOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
        if let offset, offset < 0 { throw ValidationError("--offset is at least 0.") }
    }

    func run() async throws {
        let search = RecordSearch(path: Kind.path, filter: filter, sort: sort, limit: limit, offset: offset)
        let found = try await search.run(try RemoteSession(options).client)
        try RecordPrinter(kind: Kind.self, format: format).list(found.pages)
        let end = found.count.addingReportingOverflow(offset ?? 0).partialValue
        if limit == nil, let total = found.total, total > end {
            Terminal.remark("\(found.count) of \(total); --limit prints more.")
        }
    }
}

/// `portal clients show ID`
struct ShowRecord<Kind: RecordKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: "Print one, with all that is known.", aliases: ["voir"])
    }

    @Argument(help: "The identifier.")
    var id: String

    @Option(help: "table, csv or json.")
    var format = RecordFormat.table

    @OptionGroup
    var options: RemoteOptions

    func run() async throws {
        let answer = try await RemoteSession(options).client.send(.get, try Kind.path(to: id))
        try RecordPrinter(kind: Kind.self, format: format).one(answer)
    }
}

extension RecordKind {
    /// The address of one.
    static func path(to id: String) throws(RemoteError) -> String {
        // Segments of dots would name another address.
        guard !id.isEmpty, id != ".", id != ".." else { throw RemoteError(.usage, "this is no identifier") }
        return path + "/" + Escape.query(id)
    }
}
