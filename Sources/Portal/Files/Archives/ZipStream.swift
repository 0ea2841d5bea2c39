package import NIOCore
import PortalAssets
import Synchronization

/// Puts an archive together, piece by piece, as fast as somebody takes the pieces. Blocks: it belongs on the thread pool.
package final class ZipStream: Sendable {
    private enum Place {
        case head(Int)
        case content(Int, OpenFile, UInt64)
        case directory(Int)
        case done
    }

    private struct State {
        var place = Place.head(0)
        var checkSum = CRC32()
        var checkSums: [UInt32] = []
    }

    /// In bytes; what one visitor holds in memory at a time.
    private static let chunk = 131_072
    private let plan: ZipPlan
    private let state = Mutex(State())

    package init(_ plan: ZipPlan) { self.plan = plan }

    /// The next piece; nil at the end. Throws ``FileError`` for a file that is gone, or has another size than it had.
    package func next() throws(FileError) -> ByteBuffer? {
        try state.withLock { state throws(FileError) in
            var piece = ByteBuffer()
            while piece.readableBytes < Self.chunk, try step(&state, &piece) {}
            return piece.readableBytes > 0 ? piece : nil
        }
    }

    /// Goes one step; false at the end.
    private func step(_ state: inout State, _ piece: inout ByteBuffer) throws(FileError) -> Bool {
        switch state.place {
        case .head(let index):
            guard index < plan.members.count else {
                state.place = .directory(0)
                return true
            }
            let member = plan.members[index]
            let file = try open(member)
            piece.writeBytes(ZipFormat.head(member))
            state.checkSum = CRC32()
            state.place = .content(index, file, 0)
        case .content(let index, let file, let offset):
            let member = plan.members[index]
            guard offset < member.size else {
                // It grew while it was read: half of what is in it now would be missing.
                guard try file.size() == member.size else { throw FileError.truncated(member.path) }
                state.checkSums.append(state.checkSum.value)
                piece.writeBytes(ZipFormat.descriptor(member, state.checkSum.value))
                state.place = .head(index + 1)
                return true
            }
            let wanted = min(UInt64(max(Self.chunk - piece.readableBytes, 4096)), member.size - offset)
            var bytes = try file.bytes(at: Int(clamping: offset), count: Int(wanted))
            guard bytes.readableBytes > 0 else { throw FileError.truncated(member.path) }
            bytes.withUnsafeReadableBytes { state.checkSum.update($0) }
            state.place = .content(index, file, offset + UInt64(bytes.readableBytes))
            piece.writeBuffer(&bytes)
        case .directory(let index):
            if index < plan.members.count {
                piece.writeBytes(
                    ZipFormat.directoryEntry(plan.members[index], state.checkSums[index], plan.limit))
                state.place = .directory(index + 1)
            } else {
                piece.writeBytes(ZipFormat.end(plan))
                state.place = .done
            }
        case .done: return false
        }
        return true
    }

    private func open(_ member: ZipPlan.Member) throws(FileError) -> OpenFile {
        let (file, facts) = try OpenFile.read(member.path)
        guard facts.size == Int(clamping: member.size) else { throw FileError.truncated(member.path) }
        return file
    }
}
