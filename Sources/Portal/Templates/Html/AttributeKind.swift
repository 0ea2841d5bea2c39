/// What an attribute's value means to a browser.
enum AttributeKind: Equatable {
    case plain, url
    /// Script, style or HTML: nothing a template puts there can be made safe.
    case refused(String)

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "data", "cite", "background", "longdesc", "manifest", "ping",
        "srcset",
        "imagesrcset", "xlink:href", "codebase", "icon", "profile", "usemap", "classid", "archive", "dynsrc", "lowsrc",
    ]

    init(_ name: String, of context: HtmlContext) {
        if name.hasPrefix("on") {
            self = .refused("an event attribute holds a script")
        } else if name == "style" {
            self = .refused("a style attribute cannot be made safe; choose a class")
        } else if name == "srcdoc" {
            self = .refused("“srcdoc” holds a whole page")
        } else if ["animate", "set", "animatemotion", "animatetransform"].contains(context.element),
            ["to", "from", "by", "values", "attributename"].contains(name)
        {
            self = .refused("an animation could change any attribute")
        } else if context.element == "meta", name == "content", context.isDirective {
            self = .refused("“http-equiv” makes this an instruction to the browser")
        } else if name == "http-equiv" {
            self = .refused("“http-equiv” is an instruction to the browser")
        } else {
            self = Self.addresses.contains(name) ? .url : .plain
        }
    }
}

extension HtmlContext {
    /// How a value is made harmless here, or why it cannot be.
    enum Placement {
        case escaped(Escaping)
        /// The first value in an address: the address began so many bytes ago.
        case addressStart(Int)
        case refused(String)
    }

    /// What happens to a value that is shown here.
    var placement: Placement {
        switch state {
        case .text: .escaped(.html)
        case .plainText:
            tail.starts(with: [60, 47]) ? .refused("a value may not stand in a tag’s name") : .escaped(.attribute)
        case .quoted: quotedPlacement
        case .tagOpen, .tagName, .endTag: .refused("a value may not stand in a tag’s name")
        case .attributes, .gap, .attributeName, .afterName:
            .refused("a value may not stand between attributes or in an attribute’s name")
        case .beforeValue, .unquoted: .refused("the value of the attribute “\(attribute)” needs quotes")
        case .comment: .refused("a value may not stand in an HTML comment")
        case .declaration: .refused("a value may not stand in a declaration")
        case .raw: .refused("a value may not stand inside <\(element)>")
        }
    }

    private var quotedPlacement: Placement {
        switch AttributeKind(attribute, of: self) {
        case .refused(let reason): return .refused(reason)
        case .plain: return .escaped(.attribute)
        case .url: break
        }
        switch url {
        case .start(let prefix): return .addressStart(prefix.count)
        case .marked: return .escaped(.url)
        case .settled, .none: return .escaped(.attribute)
        case .foreign(let scheme): return .refused("nothing may be put behind the scheme “\(scheme):”")
        }
    }
}
