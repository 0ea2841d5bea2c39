/// A kind of record that a portal has under `/api/v1`. Everything else about it is in what the portal answers.
protocol RecordKind {
    /// Its name on the command line and in addresses: `clients`.
    static var name: String { get }
    /// Other names on the command line.
    static var aliases: [String] { get }
    /// The member that names one.
    static var identifier: String { get }
    /// What a table shows, as far as the portal sends it; what comes last goes first where there is no room.
    static var columns: [TableLayout.Column] { get }
    /// The members that are amounts.
    static var amounts: Set<String> { get }
}

extension RecordKind {
    static var amounts: Set<String> { [] }
    /// Its address.
    static var path: String { "/api/v1/" + name }
}

extension TableLayout.Column {
    fileprivate static func whole(_ title: String) -> Self { Self(title: title, isWhole: true) }
    fileprivate static func number(_ title: String) -> Self { Self(title: title, isWhole: true, isNumber: true) }
    fileprivate static func text(_ title: String) -> Self { Self(title: title) }
}

/// `portal clients`
enum ClientRecords: RecordKind {
    static let name = "clients"
    static let aliases: [String] = []
    static let identifier = "client_id"
    static let columns: [TableLayout.Column] = [
        .whole("client_id"), .text("last_name"), .text("first_name"), .text("company_name"), .text("commercial"),
        .text("telephone"), .text("email"),
    ]
}

/// `portal companies`
enum CompanyRecords: RecordKind {
    static let name = "companies"
    static let aliases = ["entreprises"]
    static let identifier = "company_id"
    static let columns: [TableLayout.Column] = [
        .whole("company_id"), .text("company_name"), .text("town"), .whole("postal_code"), .whole("siret"),
        .whole("activity"),
    ]
}

/// `portal contracts`
enum ContractRecords: RecordKind {
    static let name = "contracts"
    static let aliases = ["contrats"]
    static let identifier = "contract_id"
    static let columns: [TableLayout.Column] = [
        .whole("contract_id"), .text("title"), .text("client_name"), .whole("state"), .number("total"),
        .number("remaining"), .text("commercial"), .whole("signed_on"),
    ]
    static let amounts: Set = ["amount", "total", "settled", "remaining"]
}

/// `portal events`
enum EventRecords: RecordKind {
    static let name = "events"
    static let aliases = ["evenements", "événements"]
    static let identifier = "event_id"
    static let columns: [TableLayout.Column] = [
        .whole("event_id"), .text("title"), .whole("starts"), .whole("ends"), .text("place"), .text("town"),
        .number("attendees"), .text("support"), .whole("contract"), .whole("state"),
    ]
}
