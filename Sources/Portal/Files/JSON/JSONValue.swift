/// A JSON text taken apart (RFC 8259). Numbers stay as they were written, so that no amount passes through a floating point.
public enum JSONValue: Sendable, Equatable {
    /// Nothing.
    case null
    /// True or false.
    case flag(Bool)
    /// A number, as it was written.
    case number(String)
    /// A text.
    case text(String)
    /// Some values.
    case list([JSONValue])
    /// Members, in the order in which they were written; no name twice.
    case object([Member])

    /// A name and its value.
    public struct Member: Sendable, Equatable {
        /// Its name.
        public let name: String
        /// Its value.
        public let value: JSONValue
    }

    /// What stands under this name of an object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The text, where it is one.
    public var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The whole number, where it is one that fits.
    public var integer: Int64? {
        guard case .number(let digits) = self else { return nil }
        return Int64(digits)
    }
}

/// Why a text is no JSON that the portal reads.
public enum JSONError: Error, Equatable {
    /// Something else was expected at this byte.
    case malformed(at: Int)
    /// Lists and objects inside one another, deeper than anything here needs.
    case tooDeep
    /// More members and values than anything here needs.
    case tooManyMembers
    /// A text longer than anything here needs.
    case tooLong
    /// An object names the same thing twice; a reader could take either.
    case doubleName(String)
}
