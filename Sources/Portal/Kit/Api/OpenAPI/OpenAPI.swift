import PortalConfiguration
public import PortalFiles
import PortalLanguage

/// The description of the interface for programs (OpenAPI 3.1), made from the routes themselves: what is not a route is not in it.
public struct OpenAPI {
    let routes: [(route: Route, operation: ApiOperation)]
    let language: Language
    let server: String
    let title: String

    /// The routes that this portal has now, in this language.
    public init(_ context: RequestContext) {
        let application = context.application
        self.init(
            application.modules.filter { application.isOn($0, context.settings) }.flatMap(\.routes),
            language: context.language,
            server: application.configuration.baseURL.text, title: application.siteName(context.settings))
    }

    init(_ routes: [Route], language: Language, server: String, title: String) {
        self.routes = routes.compactMap { route in route.operation.map { (route, $0) } }
        self.language = language
        self.server = server
        self.title = title
    }

    /// The whole document.
    public func document() -> JSONWriter {
        var json = JSONWriter(capacity: 65_536)
        json.object { json in
            json.field("openapi", "3.1.0")
            json.name("info")
            json.object { json in
                json.field("title", title)
                json.field("version", PortalApplication.version)
                json.field("description", words(Self.introduction))
            }
            json.name("servers")
            json.list { json in json.object { json in json.field("url", server) } }
            json.name("tags")
            json.list { json in
                for group in groups { json.object { json in json.field("name", group) } }
            }
            json.name("paths")
            json.object { json in for path in paths { writePath(path, &json) } }
            json.name("components")
            json.object { json in
                json.name("securitySchemes")
                writeSecurity(&json)
                json.name("schemas")
                writeSchemas(&json)
                json.name("headers")
                writeHeaders(&json)
                json.name("responses")
                writeErrors(&json)
            }
        }
        return json
    }

    static var introduction: Message {
        tr(
            "Everything here follows the same rights, checks and audit log as the pages. Amounts are texts in euros, days and moments follow ISO 8601, and references are the identifiers that people see."
        )
    }

    func words(_ message: Message) -> String { language.text(message) }

    /// What operations belong to, in their order.
    var groups: [String] {
        var groups: [String] = []
        for (_, operation) in routes where !groups.contains(operation.group) { groups.append(operation.group) }
        return groups
    }

    private var paths: [String] {
        var paths: [String] = []
        for (route, _) in routes where !paths.contains(route.path) { paths.append(route.path) }
        return paths
    }

    private func writePath(_ path: String, _ json: inout JSONWriter) {
        json.name(any: path)
        json.object { json in
            for (route, operation) in routes where route.path == path {
                json.name(any: route.method.rawValue.lowercased())
                json.object { json in write(route, operation, &json) }
            }
        }
    }

    /// Where schemes of proof are named, as operations refer to them.
    private func writeSecurity(_ json: inout JSONWriter) {
        json.object { json in
            json.name("token")
            json.object { json in
                json.field("type", "http")
                json.field("scheme", "bearer")
                json.field("bearerFormat", "JWT")
            }
            json.name("session")
            json.object { json in
                json.field("type", "apiKey")
                json.field("in", "cookie")
                json.field("name", "portal-session")
                json.field(
                    "description", words(tr("The session of a browser; __Host-portal where the portal has TLS.")))
            }
            json.name("password")
            json.object { json in
                json.field("type", "http")
                json.field("scheme", "basic")
            }
        }
    }

    private func writeHeaders(_ json: inout JSONWriter) {
        func header(_ name: StaticString, _ text: Message, _ type: StaticString, _ json: inout JSONWriter) {
            json.name(name)
            json.object { json in
                json.field("description", words(text))
                json.name("schema")
                json.object { json in json.field("type", type.description) }
            }
        }
        json.object { json in
            header("ETag", tr("This very state, for If-Match and If-None-Match."), "string", &json)
            header("Total", tr("How many there are in all."), "integer", &json)
            header("Link", tr("The first, previous, next and last rows (RFC 8288)."), "string", &json)
            header("Location", tr("Where the new record is."), "string", &json)
        }
    }
}
