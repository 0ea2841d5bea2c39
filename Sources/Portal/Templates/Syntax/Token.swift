/// A word of the language inside a tag.
struct Token: Equatable {
    enum Kind: Equatable {
        case name(String)
        case text(String)
        case integer(Int)
        case decimal(Double)
        case sign(String)
        case end
    }

    let kind: Kind
    let offset: Int

    /// The token in words, for faults.
    var words: String {
        switch kind {
        case .name(let name): "“\(name)”"
        case .text: "a text"
        case .integer, .decimal: "a number"
        case .sign(let sign): "“\(sign)”"
        case .end: "the end of the tag"
        }
    }
}
