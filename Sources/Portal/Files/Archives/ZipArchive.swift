public import PortalValues

/// Several files offered as one ZIP archive, put together while it is sent: nothing of it is held in memory or on disk.
public struct ZipArchive: Sendable {
    /// One file of it.
    public struct Entry: Sendable {
        /// What it is called inside, with folders: `Gala/0001.jpg`. What no system would take is replaced; a name that is there
        /// already gets a number.
        public let name: String
        /// Where it lies.
        public let path: String
        /// The time it shows once unpacked.
        public let modified: Instant

        /// One file.
        public init(name: String, path: String, modified: Instant) {
            self.name = name
            self.path = path
            self.modified = modified
        }
    }

    /// The name offered for saving, with its ending.
    public let name: String
    /// The files, in order.
    public let entries: [Entry]

    /// An archive of these files.
    public init(name: String, entries: [Entry]) {
        self.name = name
        self.entries = entries
    }
}
