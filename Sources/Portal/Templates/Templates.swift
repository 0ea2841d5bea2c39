import Foundation
public import PortalLanguage
public import PortalValues

/// Every page of the portal in every language, compiled. A new value takes the place of the old one when templates change.
public struct Templates: Sendable {
    private struct Key: Hashable {
        let page: ObjectIdentifier
        let language: String
    }

    private let programs: [Key: Program]
    private let layout: ObjectIdentifier

    /// The templates that no page uses, directly or through others: they have been read, but not checked against any page.
    public let unused: [String]

    /// Compiles the templates under a folder for all pages and languages.
    ///
    /// - Parameters:
    ///   - directory: the folder; templates are named by their path under it.
    ///   - layout: the model that every page sees as `layout`.
    /// - Throws: everything that is wrong in any of them.
    public init(
        directory: String, languages: Languages, layout: any Model.Type, pages: [any Page.Type]
    ) throws(TemplateErrors) {
        try self.init(library: Library(directory: directory), languages: languages.all, layout: layout, pages: pages)
    }

    init(
        library: Library, languages: [Language], layout: any Model.Type, pages: [any Page.Type]
    ) throws(TemplateErrors) {
        var programs: [Key: Program] = [:]
        var faults = library.faults()
        for page in pages {
            for language in languages {
                let (program, found) = Compiler.compile(
                    page.template, page: page, layout: layout, library: library, language: language)
                faults += found
                programs[Key(page: ObjectIdentifier(page), language: language.code)] = program
            }
        }
        guard faults.isEmpty else { throw TemplateErrors(faults) }
        self.programs = programs
        self.layout = ObjectIdentifier(layout)
        unused = library.names.filter { !library.used.contains($0) }
    }

    /// The page in HTML (or plain text, for templates named `.txt`), in UTF-8.
    ///
    /// - Parameter now: what relative times are counted from.
    /// - Throws: what only shows when values are there, such as a division by zero or a page of more than 16 MiB.
    public func render<P: Page>(
        _ page: P, layout: any Model, in language: Language, now: Instant = .now()
    ) throws(TemplateError) -> [UInt8] {
        guard let program = programs[Key(page: ObjectIdentifier(P.self), language: language.code)] else {
            throw TemplateError(file: P.template, message: "\(P.self) has not been compiled for “\(language.code)”")
        }
        guard ObjectIdentifier(type(of: layout)) == self.layout else {
            throw TemplateError(
                file: P.template, message: "the layout is a \(type(of: layout)), which this page was not compiled for")
        }
        var renderer = Renderer(program: program, page: page.asRow, layout: layout.asRow, now: now)
        return try renderer.render()
    }
}
