public import PortalLanguage

/// What is wrong with a filter, and where.
public struct FilterError: Error, Sendable, Equatable {
    /// What kind of fault.
    public let code: FilterCode
    /// The character at which it was noticed, from 1.
    public let column: Int
    /// The filter around that character, on one line that fits on a telephone.
    public let excerpt: String
    /// Blanks, and a `^` below the character.
    public let caret: String
    /// In words, for whoever typed it.
    public let message: Message
    /// What was probably meant, or what is possible.
    public let hint: Message?
}

/// The text of a filter, for whoever has to say where in it something is.
struct FilterSource: Sendable, Equatable {
    let text: String
    let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// What is wrong at a byte of the text.
    func fault(_ code: FilterCode, at offset: Int, _ message: Message, hint: Message? = nil) -> FilterError {
        let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
        let excerpt = FilterExcerpt(before, String(decoding: bytes.dropFirst(offset).prefix(400), as: UTF8.self))
        return FilterError(
            code: code, column: before.count + 1, excerpt: excerpt.before + excerpt.after,
            caret: String(repeating: " ", count: excerpt.before.count) + "^", message: message, hint: hint)
    }
}

/// The filter around one of its characters, on one line that fits on a telephone.
public struct FilterExcerpt: Sendable, Equatable {
    /// What stands before the character, and what stands from it on.
    public let before, after: String

    /// Around the character of this number, from 1.
    public init(_ text: String, column: Int) {
        let count = max(column, 1) - 1
        self.init(String(text.prefix(count)), String(text.dropFirst(count)))
    }

    fileprivate init(_ before: String, _ after: String) {
        let isCut = before.count > Self.around
        let isCutBehind = after.count > Self.around
        self.before = (isCut ? "…" : "") + Self.shown(before.suffix(Self.around))
        self.after = Self.shown(after.prefix(Self.around)) + (isCutBehind ? "…" : "")
    }

    /// Characters shown on either side.
    private static let around = 15

    /// Line ends and tabs become blanks, and what cannot be seen a box, so that the caret stands below the right place.
    private static func shown(_ characters: some Sequence<Character>) -> String {
        String(
            characters.map { character -> Character in
                if character.isWhitespace { return " " }
                let isHidden = character.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
                }
                return isHidden ? "□" : character
            })
    }
}
