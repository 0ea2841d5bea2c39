import Foundation
import PortalLanguage
import PortalTemplates

/// How long a page of 50 rows × 6 columns with a layout and 8 links takes: the same templates and data as `measure` gives Jinja2.
enum TemplateBenchmark {
    struct Row: Model, Decodable {
        let id, name, email, city, company: String
        let visits: Int

        static let fields: [Field<Row>] = [
            .text("id") { $0.id }, .text("name") { $0.name }, .text("email") { $0.email }, .text("city") { $0.city },
            .text("company") { $0.company }, .number("visits") { $0.visits },
        ]
    }

    struct Link: Model, Decodable {
        let label, url: String
        let current: Bool

        static let fields: [Field<Link>] = [
            .text("label") { $0.label }, .text("url") { $0.url }, .flag("current") { $0.current },
        ]
    }

    struct Layout: Model, Decodable {
        let site, stylesheet: String
        let links: [Link]

        static let fields: [Field<Layout>] = [
            .text("site") { $0.site }, .text("stylesheet") { $0.stylesheet }, .list("links") { $0.links },
        ]
    }

    struct List: Page, Decodable {
        let title: String
        let rows: [Row]
        let layout: Layout

        static let template = "list.html"
        static let sample = List(title: "", rows: [], layout: Layout(site: "", stylesheet: "", links: []))
        static let fields: [Field<List>] = [.text("title") { $0.title }, .list("rows") { $0.rows }]
    }

    /// Prints the microseconds of one rendering (the best of ten series) and the bytes of the page.
    ///
    /// - Parameters:
    ///   - directory: this folder.
    ///   - translations: the folder of the translations.
    ///   - output: where the page is written, to be compared with Jinja2's; nothing is written without it.
    static func run(directory: String, translations: String, output: String? = nil) throws {
        let languages = try Languages(directory: translations, default: "en", zone: .utc)
        let templates = try Templates(
            directory: directory + "/pages", languages: languages, layout: Layout.self, pages: [List.self])
        let data = try Data(contentsOf: URL(fileURLWithPath: directory + "/data.json"))
        let page = try JSONDecoder().decode(List.self, from: data)
        let bytes = try templates.render(page, layout: page.layout, in: languages.standard)
        if let output { try Data(bytes).write(to: URL(fileURLWithPath: output)) }
        var best = Double.infinity
        for _ in 0..<10 {
            let took = try ContinuousClock().measure {
                for _ in 0..<2000 { _ = try templates.render(page, layout: page.layout, in: languages.standard) }
            }
            best = min(best, Double(took.components.seconds) * 1e6 + Double(took.components.attoseconds) / 1e12)
        }
        print(String(format: "%.1f µs a page of %d bytes", best / 2000, bytes.count))
    }
}
