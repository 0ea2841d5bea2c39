import NIOCore
import NIOPosix
import PortalFiles

extension BodyStream {
    /// What came of ``BodyStream/append(to:at:limit:)``.
    public struct Appended: Sendable, Hashable {
        /// How many bytes came and are safe on disk.
        public let bytes: Int
        /// Whether that was the whole body; false where the connection was cut.
        public let isComplete: Bool
    }

    /// Reads the body as a form with files (`multipart/form-data`): the files straight to disk, in bounded memory, gone with what is
    /// returned unless they are taken.
    ///
    /// - Throws: 415 for another type of body, 400 for one that is broken or ends early, 413 beyond the limits, ``FileError`` where
    ///   the disk does not allow it.
    public func uploads(in directory: String, limits: UploadLimits = UploadLimits()) async throws -> Uploads {
        try await Uploads.read(self, contentType: contentType, in: directory, limits: limits)
    }

    /// Writes the raw octets into a file from `offset` on, where a resumable upload goes on. The file is made where there is none,
    /// with its folders; what stood behind `offset` is dropped. All is on the disk when this returns, also where the connection was cut.
    ///
    /// - Parameter limit: how many bytes this body may add.
    /// - Throws: 413 beyond a limit, and then the file ends at `offset` again; ``FileError`` where the disk does not allow it, with
    ///   `EINVAL` where the file is shorter than `offset`.
    public func append(to path: String, at offset: Int, limit: Int) async throws -> Appended {
        let pool = NIOThreadPool.singleton
        let file = try await pool.runIfActive { try OpenFile.extend(path, at: offset) }
        var count = 0
        do {
            for try await chunk in self {
                count += chunk.readableBytes
                guard count <= limit else { throw PortalKit.Failure.tooLarge(limit: limit) }
                try await pool.runIfActive { try file.write(chunk.readableBytesView) }
            }
        } catch {
            guard source.isCut else {
                try await pool.runIfActive { try file.cut(at: offset) }
                throw error
            }
        }
        try await pool.runIfActive { try file.sync() }
        return Appended(bytes: count, isComplete: !source.isCut)
    }
}
