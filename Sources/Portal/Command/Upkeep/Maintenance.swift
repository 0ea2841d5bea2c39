import ArgumentParser
import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalValues

/// `portal maintenance on|off|status`: holds for every process at once, without a restart.
struct Maintenance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keep visitors out while the portal is worked on; administrators still come in.")

    /// What can be asked for.
    enum Wish: String, ExpressibleByArgument, CaseIterable { case on, off, status }

    @Argument(help: "on, off or status.")
    var wish: Wish

    func run() async throws {
        try await Desk.open { desk in
            let name = PortalSettings.maintenance.name
            let before = try await desk.database.read { db in try db.storedSettings()[PortalSettings.maintenance] }
            let after = wish == .status ? before : wish == .on
            if after != before {
                let now = Instant.now()
                try await desk.database.write { db in
                    try db.set(name, after.typed, now: now)
                    try Audit.record(
                        by: .terminal, at: now, action: "update", entity: "settings", id: nil, label: "",
                        changes: [AuditChange(field: name, before: before.typed, after: after.typed)], db)
                }
            }
            let forced = desk.configuration.maintenance && !after
            Terminal.say(
                "maintenance is \(after ? "on" : forced ? "off here, but PORTAL_MAINTENANCE keeps it on" : "off")")
        }
    }
}
