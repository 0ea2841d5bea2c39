import Foundation
import Logging

/// How many files and connections the system lets this process have open.
enum OpenFileLimit {
    /// What is open besides connections: databases, files being sent, programs.
    private static let others = 256

    /// Takes as many as the system allows, and says so where connections could run out before their own limit holds.
    static func raise(for connections: Int, _ logger: Logger) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        guard limit.rlim_cur < rlim_t(connections + others) else { return }
        logger.warning(
            "fewer files may be open than PORTAL_MAX_CONNECTIONS needs; raise the limit (LimitNOFILE in systemd)",
            metadata: ["open files": "\(limit.rlim_cur)", "connections": "\(connections)"])
    }
}
