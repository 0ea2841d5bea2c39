public import Logging
import Synchronization

/// A log that keeps what it is told, for tests of what is an alarm and what is not.
public final class TestLog: Sendable {
    private let entries = Mutex<[(level: Logger.Level, text: String)]>([])

    /// Nothing so far.
    public init() {}

    /// Writes into this log.
    public var logger: Logger {
        var logger = Logger(label: "test", factory: { [self] _ in Handler(log: self) })
        logger.logLevel = .info
        return logger
    }

    /// What was said at this level or above.
    public func lines(from level: Logger.Level) -> [String] {
        entries.withLock { $0.filter { $0.level >= level }.map { "\($0.level) \($0.text)" } }
    }

    private struct Handler: LogHandler {
        let log: TestLog
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let text = "\(event.message) \(event.metadata.map { "\($0)" } ?? "")"
            log.entries.withLock { $0.append((event.level, text)) }
        }
    }
}
