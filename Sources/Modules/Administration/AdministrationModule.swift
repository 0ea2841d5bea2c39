public import PortalKit
public import PortalLanguage

/// Stub while the rest is being written.
public struct AdministrationModule: Module {
    public static let id = "administration"
    /// Stub.
    public init() {}
    public var title: Message { tr("Administration") }
    public var summary: Message { tr("People, roles, settings.") }
    public var optional: Bool { false }
    public var routes: [Route] { [] }
}
