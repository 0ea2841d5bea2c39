extension Filters {
    static let encodings: [Filter] = [
        Filter(
            name: "escape", input: .scalar, result: { _ in .markup },
            action: .value { (value, _, context) throws(ValueError) in
                .markup(Markup(html: try value.escaped(in: context.language)))
            }),
        Filter(
            name: "urlencode", input: .plainText, result: { _ in .text },
            action: .bytes { (value, _, context, out) throws(ValueError) in
                let hexadecimal = Array("0123456789ABCDEF".utf8)
                for byte in try plainText(value, context).utf8 {
                    switch byte {
                    case 48...57, 65...90, 97...122, 45, 46, 95, 126, 47: out.append(byte)
                    default: out += [37, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
                    }
                }
            }),
        Filter(
            name: "markdown", input: .plainText, result: { _ in .markup },
            action: .value { (value, _, context) throws(ValueError) in
                .markup(Markdown.html(try plainText(value, context)))
            }),
    ]
}
