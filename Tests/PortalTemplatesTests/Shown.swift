import Foundation
import PortalLanguage
import PortalValues
import Testing

@testable import PortalTemplates

/// The folder of the Jinja2 judge.
let judge = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Judges/jinja")

/// French as in the judge's PO file, and English.
let languages: Languages = {
    do {
        return try Languages(
            directory: judge.appendingPathComponent("translations").path, default: "en",
            zone: Zone("Europe/Paris") ?? .utc)
    } catch {
        preconditionFailure("the judge's translations cannot be read: \(error)")
    }
}()

func templates(
    _ files: [String: String], pages: [any Page.Type] = [Sample.self], in some: [Language] = languages.all
) throws(TemplateErrors) -> Templates {
    let library = Library(names: Array(files.keys)) { files[$0] }
    return try Templates(library: library, languages: some, layout: TestFrame.self, pages: pages)
}

/// What a template shows of the sample.
func shown(
    _ text: String, files: [String: String] = [:], in code: String = "en", page: Sample = .sample,
    now: Instant = Instant(seconds: 1_795_597_200)
) throws -> String {
    let language = try #require(languages[code])
    let all = try templates(files.merging(["page.html": text]) { $1 }, in: [language])
    return String(decoding: try all.render(page, layout: TestFrame(), in: language, now: now), as: UTF8.self)
}

/// What is wrong with a template.
func faults(_ text: String, files: [String: String] = [:]) -> [TemplateError] {
    do {
        _ = try templates(files.merging(["page.html": text]) { $1 })
        return []
    } catch {
        return error.faults
    }
}
