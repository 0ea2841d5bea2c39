import Dispatch
import Logging
import NIOCore
import PortalConfiguration
import Synchronization

/// The connections that are open in this process, counted in all and by address.
///
/// Where there is no room, the connection that has waited longest without asking for anything gives way: whoever only holds
/// connections keeps nobody out. Where all of them are at work, the new one is refused.
final class OpenConnections: Sendable {
    /// What came of a new connection.
    enum Admission {
        case admitted(OpenConnection)
        /// No room: in all, or for this address.
        case refused(isFull: Bool)
    }

    private struct State {
        var all: [ObjectIdentifier: OpenConnection] = [:]
        var byAddress: [String: Int] = [:]
        var refused = 0
        var toldAt: UInt64?
    }

    private let limits: ConnectionLimits
    private let logger: Logger
    private let state = Mutex(State())

    init(_ limits: ConnectionLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
    }

    /// How many are open.
    var count: Int { state.withLock { $0.all.count } }

    /// Takes a connection in, and forgets it when it closes.
    func admit(_ channel: any Channel) -> Admission {
        let key = limits.key(channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) })
        let connection = OpenConnection(channel, key: key)
        let (leaving, admission) = state.withLock { state in place(connection, &state) }
        leaving?.close()
        switch admission {
        case .admitted: channel.closeFuture.whenComplete { [self] _ in forget(connection) }
        case .refused(let isFull): tell(isFull: isFull, address: key)
        }
        return admission
    }

    private func place(_ connection: OpenConnection, _ state: inout State) -> (OpenConnection?, Admission) {
        var leaving: OpenConnection?
        let isOwnFull = connection.key.map { state.byAddress[$0, default: 0] >= limits.perAddress } ?? false
        let isFull = state.all.count >= limits.total
        if isOwnFull || isFull {
            leaving = longestWaiting(of: isOwnFull ? connection.key : nil, state)
            guard let leaving else { return (nil, .refused(isFull: isFull)) }
            Self.remove(leaving, &state)
        }
        state.all[ObjectIdentifier(connection)] = connection
        if let key = connection.key { state.byAddress[key, default: 0] += 1 }
        return (leaving, .admitted(connection))
    }

    /// The one that gives way, told so: from now on it begins nothing any more.
    private func longestWaiting(of key: String?, _ state: State) -> OpenConnection? {
        // Whoever begins to work in between is no longer a candidate, so it is looked for again; a few times, for it costs a walk.
        for _ in 0..<3 {
            var oldest: (connection: OpenConnection, since: UInt64)?
            for connection in state.all.values where key == nil || connection.key == key {
                guard let since = connection.waitingSince, since < oldest?.since ?? .max else { continue }
                oldest = (connection, since)
            }
            guard let oldest else { return nil }
            if oldest.connection.giveWay(waitingSince: oldest.since) { return oldest.connection }
        }
        return nil
    }

    private func forget(_ connection: OpenConnection) {
        state.withLock { Self.remove(connection, &$0) }
    }

    private static func remove(_ connection: OpenConnection, _ state: inout State) {
        guard state.all.removeValue(forKey: ObjectIdentifier(connection)) != nil, let key = connection.key else {
            return
        }
        let count = state.byAddress[key, default: 1] - 1
        state.byAddress[key] = count > 0 ? count : nil
    }

    /// Says so in the log, once a minute at most.
    private func tell(isFull: Bool, address: String?) {
        let now = DispatchTime.now().uptimeNanoseconds
        let count: Int? = state.withLock { state in
            state.refused += 1
            if let last = state.toldAt, now < last + 60_000_000_000 { return nil }
            state.toldAt = now
            defer { state.refused = 0 }
            return state.refused
        }
        guard let count else { return }
        logger.warning(
            "connections are refused: all that may be open are at work",
            metadata: [
                "refused": "\(count)", "limit": isFull ? "in all" : "by address", "address": "\(address ?? "-")",
            ])
    }
}

/// One open connection.
final class OpenConnection: Sendable {
    private static let atWork: UInt64 = 0
    private static let leaving = UInt64.max

    /// Under which name its address is counted.
    let key: String?
    private let channel: any Channel
    /// Since when it waits for a request, in nanoseconds of the machine's uptime; or one of the two above.
    private let waiting = Atomic<UInt64>(OpenConnection.now)

    init(_ channel: any Channel, key: String?) {
        self.channel = channel
        self.key = key
    }

    private static var now: UInt64 { min(max(DispatchTime.now().uptimeNanoseconds, 1), leaving - 1) }

    /// Since when nobody has asked for anything on it; nil while something is being answered.
    var waitingSince: UInt64? {
        let since = waiting.load(ordering: .relaxed)
        return since == Self.atWork || since == Self.leaving ? nil : since
    }

    /// A request is there. False where the connection has been given to somebody else.
    func beginWork() -> Bool { waiting.exchange(Self.atWork, ordering: .relaxed) != Self.leaving }

    /// Everything is answered.
    func beginWaiting() { waiting.store(Self.now, ordering: .relaxed) }

    /// Ends it in favour of another one, if it still waits since this moment.
    fileprivate func giveWay(waitingSince since: UInt64) -> Bool {
        waiting.compareExchange(expected: since, desired: Self.leaving, ordering: .relaxed).exchanged
    }

    fileprivate func close() { channel.close(promise: nil) }
}
