import Foundation
import PortalAssets
import PortalConfiguration
import PortalKit

/// The portal's stylesheet, from `Resources/scss` to `Resources/static/css`, where the static files pick it up under a
/// name with its hash.
struct Stylesheets {
    private let source: String
    private let target: String
    private let forPeople: Bool

    /// With a source map in development, as small as can be in production.
    init(_ configuration: Configuration) {
        source = configuration.resources + "/scss/portal.scss"
        target = configuration.resources + "/static/css/portal.css"
        forPeople = configuration.environment == .development
    }

    /// Compiles. Gives the file, the bytes written and the number of sources. Throws the first fault with its place.
    @discardableResult
    func compile() throws -> (file: String, bytes: Int, sources: Int) {
        let sheet = try Stylesheet.compile(entry: source, compressed: !forPeople, sourceMap: forPeople)
        var css = sheet.css
        let map = URL(fileURLWithPath: target + ".map")
        try FileManager.default.createDirectory(at: map.deletingLastPathComponent(), withIntermediateDirectories: true)
        if let text = sheet.map {
            css += "\n/*# sourceMappingURL=portal.css.map */\n"
            try Data(text.utf8).write(to: map, options: .atomic)
        } else {
            // A map that no longer fits would mislead; that there is none is fine.
            try? FileManager.default.removeItem(at: map)
        }
        try Data(css.utf8).write(to: URL(fileURLWithPath: target), options: .atomic)
        return (target, css.utf8.count, sheet.files.count)
    }

    /// Compiles unless the stylesheet is younger than all its sources.
    func compileIfOlder() throws {
        let folder = (source as NSString).deletingLastPathComponent
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let youngest = names.compactMap { changed(folder + "/" + $0) }.max()
        if let made = changed(target), let youngest, made >= youngest { return }
        try compile()
    }

    /// Throws where it has not been compiled: without it, pages are legible at best.
    func demandCompiled() throws {
        guard changed(target) != nil else { throw CommandError("\(target) is missing; `portal sass compile` makes it") }
    }

    private func changed(_ file: String) -> Date? {
        // A file that is not there has no date: that is the answer.
        (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
    }
}
