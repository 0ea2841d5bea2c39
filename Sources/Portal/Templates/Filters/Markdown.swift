import CMarkdown

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Markdown as people write it (GitHub's kind: tables, strike-through, bare addresses), made into HTML that is safe to show:
/// HTML inside it and addresses with foreign schemes are dropped.
public enum Markdown {
    private static let isRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    /// The HTML of a text. Texts of more than a megabyte are shown as they are, escaped.
    public static func html(_ text: String) -> Markup {
        guard isRegistered, text.utf8.count <= 1 << 20, let html = converted(text) else {
            return Markup(html: Escaper.escaped(text))
        }
        return Markup(html: html)
    }

    private static func converted(_ text: String) -> String? {
        let options = CMARK_OPT_VALIDATE_UTF8
        guard let parser = cmark_parser_new(options) else { return nil }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough", "autolink"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(document) }
        guard let html = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
            return nil
        }
        defer { free(html) }
        return String(cString: html)
    }
}
