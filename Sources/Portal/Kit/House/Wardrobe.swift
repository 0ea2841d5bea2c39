import Foundation
public import PortalAssets
public import PortalLanguage
public import PortalTemplates
import PortalValues
import Synchronization

/// Languages, templates and static files as they are now. In production they are read once; in development a change on disk is
/// picked up by the next request, and a broken template leaves the last good ones in place.
public final class Wardrobe: Sendable {
    /// One consistent set.
    public struct Outfit: Sendable {
        /// The catalogues.
        public let languages: Languages
        /// The compiled pages.
        public let templates: Templates
        /// The files under `/static`.
        public let files: StaticFiles
    }

    /// Makes an outfit anew.
    public typealias Maker = @Sendable () throws -> Outfit

    private let current: Mutex<Outfit>

    /// Takes an outfit that stays.
    public init(_ outfit: Outfit) { current = Mutex(outfit) }

    /// The outfit of the moment.
    public var outfit: Outfit { current.withLock { $0 } }

    /// Puts another one on.
    public func change(_ outfit: Outfit) { current.withLock { $0 = outfit } }
}
