import PortalDatabase
import Synchronization

/// Permissions and settings as last read, valid as long as their generation is: a change in any process is seen by the very next
/// request, because each request reads the generations together with its session.
final class ActorCache: Sendable {
    private struct State {
        var accessGeneration = -1
        var grants: [Int64: Grants] = [:]
        var settingsGeneration = -1
        var settings = SettingValues()
    }

    /// The visitor's key; PUBLIC alone.
    private static let visitor: Int64 = -1
    private static let limit = 20_000
    private let state = Mutex(State())

    /// The grants of a person (nil: a visitor).
    func grants(of person: Int64?, generation: Int, _ db: any Connection) throws -> Grants {
        let key = person ?? Self.visitor
        let known = state.withLock { $0.accessGeneration == generation ? $0.grants[key] : nil }
        if let known { return known }
        let grants = try Roles.grants(of: person, db)
        state.withLock {
            guard $0.accessGeneration <= generation else { return }
            if $0.accessGeneration < generation || $0.grants.count >= Self.limit {
                $0.grants.removeAll(keepingCapacity: true)
                $0.accessGeneration = generation
            }
            $0.grants[key] = grants
        }
        return grants
    }

    /// The settings.
    func settings(generation: Int, _ db: any Connection) throws -> SettingValues {
        let known = state.withLock { $0.settingsGeneration == generation ? $0.settings : nil }
        if let known { return known }
        let settings = try db.storedSettings()
        state.withLock {
            guard $0.settingsGeneration <= generation else { return }
            $0.settings = settings
            $0.settingsGeneration = generation
        }
        return settings
    }

    /// The settings as last read, for moments without a database.
    var lastSettings: SettingValues { state.withLock { $0.settings } }
}
