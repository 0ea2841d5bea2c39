import Foundation
public import PortalAssets
public import PortalLanguage
public import PortalTemplates
import PortalValues
import Synchronization

/// Languages, templates and static files as they are now. In production they are read once; in development a change on disk is
/// picked up by the next request, and a broken template leaves the last good ones in place.
public final class AssetStore: Sendable {
    /// One consistent set.
    public struct Assets: Sendable {
        /// The catalogues.
        public let languages: Languages
        /// The compiled pages.
        public let templates: Templates
        /// The files under `/static`.
        public let files: StaticFiles
        /// What is drawn once for all lists.
        let filterHelp = FilterHelpCache()
    }

    /// Makes the assets anew.
    public typealias Maker = @Sendable () throws -> Assets

    private let current: Mutex<Assets>

    /// Takes assets that stay.
    public init(_ assets: Assets) { current = Mutex(assets) }

    /// The assets of the moment.
    public var assets: Assets { current.withLock { $0 } }

    /// Puts others in their place.
    public func change(_ assets: Assets) { current.withLock { $0 = assets } }
}
