/// Where in an HTML page the next byte of a template stands, as far as it matters for safety.
struct HtmlContext: Equatable {
    enum State: Equatable {
        case text
        /// Behind `<`, in a tag's name, and in an end tag.
        case tagOpen, tagName, endTag
        /// Between attributes; behind an attribute or a conditional piece, where a blank must follow.
        case attributes, gap
        case attributeName, afterName, beforeValue
        case quoted(UInt8)
        case unquoted
        case comment, declaration
        /// Inside `<script>` and the like; inside `<title>` and `<textarea>`.
        case raw, plainText
    }

    var state: State = .text
    var element = ""
    var attribute = ""
    /// Whether the tag has an `http-equiv`, which makes its `content` dangerous.
    var isDirective = false
    var url: URLPosition = .none
    /// The last few bytes, where they can end a comment or an element.
    var tail: [UInt8] = []

    /// How much is known of the URL in an attribute.
    enum URLPosition: Equatable {
        case none
        /// Only static text so far, which could still be a scheme.
        case start([UInt8])
        /// Something dynamic has been written; the renderer knows where the URL began.
        case marked
        /// Behind the scheme: nothing can change it.
        case settled
        /// A static scheme that is not one of ours.
        case foreign(String)
    }

    /// Where everything is as one branch leaves it or as another does; nil where the two cannot be one.
    func joined(with other: HtmlContext) -> HtmlContext? {
        if self == other { return self }
        if isInTag, other.isInTag, element == other.element {
            var result = self
            result.state = isBetweenAttributes && other.isBetweenAttributes ? .attributes : .gap
            result.attribute = ""
            result.url = .none
            result.isDirective = isDirective || other.isDirective
            return result
        }
        guard state == other.state, element == other.element, attribute == other.attribute, tail == other.tail else {
            return nil
        }
        var result = self
        result.isDirective = isDirective || other.isDirective
        switch (url, other.url) {
        case (let a, let b) where a == b: break
        case (.foreign, _): break
        case (_, .foreign): result.url = other.url
        case (.marked, .settled), (.settled, .marked): result.url = .marked
        default: return nil
        }
        return result
    }

    /// Inside a start tag, outside quotes.
    private var isInTag: Bool {
        switch state {
        case .tagName, .attributes, .gap, .attributeName, .afterName, .unquoted: true
        default: false
        }
    }

    private var isBetweenAttributes: Bool { state == .attributes || state == .afterName }

    /// Where this is, for faults.
    var words: String {
        switch state {
        case .text: "in text"
        case .tagOpen, .tagName, .endTag: "in a tag’s name"
        case .attributes, .gap, .attributeName, .afterName: "inside the tag <\(element)>"
        case .beforeValue, .unquoted: "in the unquoted attribute “\(attribute)”"
        case .quoted: "in the attribute “\(attribute)”"
        case .comment: "in a comment"
        case .declaration: "in a declaration"
        case .raw, .plainText: "inside <\(element)>"
        }
    }
}
