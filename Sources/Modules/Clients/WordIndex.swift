import PortalDatabase
import PortalKit

extension WordIndex {
    /// What clients are found by.
    static let client = WordIndex("client_word", owner: "client_id", of: "client")
    /// What companies are found by.
    static let company = WordIndex("company_word", owner: "company_id", of: "company")
}

extension SearchWords {
    /// What somebody typed, where a telephone number is found however it is spaced.
    static func typedOrDialled(_ q: String) -> [String] { PhoneNumber.beginning(q).map { [$0] } ?? typed(q) }
}
