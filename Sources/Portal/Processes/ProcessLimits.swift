/// What a child process may use before it is stopped.
public struct ProcessLimits: Sendable, Hashable {
    /// Address space, in bytes. Allocations beyond it fail.
    public var memory: Int
    /// Seconds of processor time; beyond them the child is killed by `SIGXCPU`.
    public var cpuSeconds: Int
    /// Seconds by the clock; beyond them the whole process group is killed.
    public var wallSeconds: Int
    /// The longest file it may write, in bytes.
    public var fileSize: Int
    /// How many descriptors it may hold.
    public var openFiles: Int
    /// How many bytes of standard output are taken; a child that writes more is killed. Of its errors the first 16 KiB are kept.
    public var output: Int

    /// Limits that suit a small helper: 1 GiB, 30 s of processor, 60 s by the clock, files of 256 MiB, 64 descriptors, 4 MiB of output.
    public init(
        memory: Int = 1 << 30, cpuSeconds: Int = 30, wallSeconds: Int = 60, fileSize: Int = 256 << 20,
        openFiles: Int = 64, output: Int = 4 << 20
    ) {
        self.memory = memory
        self.cpuSeconds = cpuSeconds
        self.wallSeconds = wallSeconds
        self.fileSize = fileSize
        self.openFiles = openFiles
        self.output = output
    }

    /// The words in front of the program's own. The parent's death is the child's: `setpriv` asks the kernel for that, and that no
    /// set-uid program gives the child more rights; `prlimit` sets the rest.
    var wrapper: [String] {
        let cpu = max(cpuSeconds, 1)
        return [
            "/usr/bin/setpriv", "--pdeathsig", "KILL", "--no-new-privs", "/usr/bin/prlimit", "--as=\(max(memory, 0))",
            // The kernel kills outright at the hard limit; the soft one says why.
            "--cpu=\(cpu):\(cpu &+ 1)", "--fsize=\(max(fileSize, 0))", "--nofile=\(max(openFiles, 3))", "--core=0",
        ]
    }
}
