public import PortalLanguage

/// What a browser may send to one form: all of it text, until the form's own method turns it into a checked value.
public protocol Form: Sendable {
    /// The fields that are sent at most once.
    static var names: [String] { get }
    /// The fields that may be sent several times (tick boxes of one name).
    static var lists: [String] { get }
    /// Takes the typed values as they are.
    init(_ fields: Fields)
}

extension Form {
    public static var lists: [String] { [] }

    /// Reads the form; throws 400 for a field that the form does not have and for one that was sent twice.
    static func read(_ fields: Fields) throws(Failure) -> Self {
        var seen: Set<String> = []
        for pair in fields.pairs where !pair.name.hasPrefix("_") {
            if lists.contains(pair.name) { continue }
            guard names.contains(pair.name) else { throw .badRequest(.unknownField(pair.name)) }
            guard seen.insert(pair.name).inserted else { throw .badRequest(.doubleField(pair.name)) }
        }
        return Self(fields)
    }
}

/// A form of one button.
public struct EmptyForm: Form {
    public static let names: [String] = []
    public init(_ fields: Fields) {}
}

/// What is wrong with a form, one message a field; all of them at once, as far as anybody would read them.
public struct FieldErrors: Error, Sendable, Equatable {
    /// So many are told; what else is wrong shows once these are mended.
    public static let most = 20

    /// Field and message, in the order in which they were found.
    public private(set) var list: [(field: String, message: Message)] = []

    /// Whether the one fault is an identifier that something else has already: a conflict, for programs.
    public let isDuplicate: Bool

    /// Nothing wrong yet.
    public init() { isDuplicate = false }

    /// One fault.
    public init(_ field: String, _ message: Message) {
        list = [(field, message)]
        isDuplicate = false
    }

    /// An identifier that is taken.
    public init(taken field: String, _ message: Message) {
        list = [(field, message)]
        isDuplicate = true
    }

    /// The message of one field; the first one set stays.
    public subscript(field: String) -> Message? {
        get { list.first { $0.field == field }?.message }
        set {
            guard let newValue, !isFull, self[field] == nil else { return }
            list.append((field, newValue))
        }
    }

    /// Whether no more are taken.
    public var isFull: Bool { list.count >= Self.most }

    /// Whether nothing is wrong.
    public var isEmpty: Bool { list.isEmpty }

    /// Throws itself where something is wrong.
    public func check() throws(FieldErrors) { if !isEmpty { throw self } }

    /// For a handler that has no form to show again: the first message says what is wrong.
    var failure: Failure { .unprocessable(list.first?.message ?? tr("This cannot be done.")) }

    public static func == (a: FieldErrors, b: FieldErrors) -> Bool {
        a.list.elementsEqual(b.list) { $0.field == $1.field && $0.message == $1.message }
    }
}
