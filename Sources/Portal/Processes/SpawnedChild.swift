import CSpawn
import Foundation

/// A child that runs, or has ended and waits to be taken note of.
struct SpawnedChild {
    let id: pid_t

    init(_ order: ProcessOrder, _ pipes: ChildPipes) throws(ProcessError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, end) in zip([0, 1, 2] as [Int32], pipes.far) {
            posix_spawn_file_actions_adddup2(&actions, end.number, target)
        }
        // Other parts of the portal may hold descriptors that are not closed on exec: none gets through.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        if let directory = order.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD, SIGUSR1, SIGUSR2] {
            sigaddset(&signals, signal)
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // POSIX_SPAWN_SETSID, which the module map does not show: a session, and with it a process group, of its own.
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))

        let settings = ["PATH": ChildProcess.folders.joined(separator: ":"), "HOME": "/nonexistent", "LANG": "C.UTF-8"]
            .merging(order.environment) { _, given in given }
        var words = CStrings(order.words)
        var environment = CStrings(settings.map { "\($0.key)=\($0.value)" }.sorted())
        defer {
            words.free()
            environment.free()
        }
        var id: pid_t = 0
        let code = posix_spawn(&id, order.words[0], &actions, &attributes, &words.pointers, &environment.pointers)
        guard code == 0 else { throw .system(code) }
        self.id = id
        pipes.far = []
    }

    /// Whether it has ended. It stays a zombie, so that its number is nobody else's, until ``reap()``.
    var hasEnded: Bool {
        var facts = siginfo_t()
        return waitid(P_PID, id_t(bitPattern: id), &facts, WEXITED | WNOHANG | WNOWAIT) != 0 || facts.si_signo != 0
    }

    /// Ends everything in its process group, at once.
    func killGroup() { kill(-id, SIGKILL) }

    /// Waits for its end, which has come or is certain to, and says how it was.
    func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 { if errno != EINTR { return 0 } }
        return status
    }
}

/// Strings as C wants them: pointers with a null behind the last.
private struct CStrings {
    var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    mutating func free() {
        for pointer in pointers { Foundation.free(pointer) }
        pointers = []
    }
}
