public import PortalLanguage

/// Why a file cannot be imported at all.
public enum ImportError: Error, Sendable {
    /// There is not even a line of titles.
    case empty
    /// Required columns that no title names.
    case missing([String])
    /// Two titles that mean the same column.
    case double(String)
    /// A mapping to a column that does not exist, or from a title that the file does not have.
    case mapping(String)
    /// Lines that were right in the first pass and are not any more; nothing was stored.
    case changedMeanwhile([ImportLineError])
    /// Somebody else is storing the lines of the same file.
    case underway

    /// The fault in words.
    public var message: Message {
        switch self {
        case .empty: tr("The file is empty.")
        case .missing(let names):
            tr("The file has no column for: %(columns)s", ["columns": .text(names.joined(separator: ", "))])
        case .double(let name): tr("Two columns of the file mean %(column)s.", ["column": .text(name)])
        case .mapping(let name): tr("The mapping names something that does not exist: %(name)s", ["name": .text(name)])
        case .changedMeanwhile:
            tr("Somebody changed the data in the meantime. Nothing was stored; please try again.")
        case .underway:
            tr("This file is being imported at this moment. Please look again in a minute.")
        }
    }
}
