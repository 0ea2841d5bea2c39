import PortalDatabase
public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// What programs and their authors read first: the description of the interface, for machines and for people.
public struct ApiModule: Module {
    /// Names the module in addresses, templates and settings.
    public static let id = "api"

    /// The description.
    public init() {}

    /// What the menu calls it.
    public var title: Message { tr("Interface for programs") }
    /// One sentence for the settings page.
    public var summary: Message { tr("What programs can read and write, described for people and for machines.") }

    /// The page and the document.
    public var routes: [Route] {
        [
            .get("/api", .everyone, showGuide),
            .apiDocument("/api/openapi.json", tr("The description of everything here, in OpenAPI 3.1.")),
        ]
    }

    /// The page.
    public var pages: [any Page.Type] { [ApiPage.self] }

    func showGuide(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(ApiPage(context))
    }
}
