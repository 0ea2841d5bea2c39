import Foundation
import Logging
import PortalConfiguration
import PortalKit
import Synchronization

/// Where log lines go: to standard error, each in one piece.
final class LogOutput: Sendable {
    private let descriptor: Int32
    private let lock = Mutex(())

    init(descriptor: Int32 = 2) { self.descriptor = descriptor }

    /// Writes one line, its end included. A log that nobody can read any more must not stop the portal: what cannot be
    /// written is lost.
    func write(_ line: [UInt8]) {
        lock.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Sends every log of this process through here. Called once, before anything logs. A pipe whose reader has gone must not end
    /// a server.
    static func bootstrap(_ configuration: Configuration) {
        signal(SIGPIPE, SIG_IGN)
        let output = LogOutput()
        let format = configuration.logFormat
        let level = configuration.logLevel
        LoggingSystem.bootstrap { label in LogLines(label: label, format: format, logLevel: level, output: output) }
    }
}
