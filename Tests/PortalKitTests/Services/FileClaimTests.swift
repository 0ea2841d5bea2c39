import Foundation
import PortalTestSupport
import Synchronization
import Testing

@testable import PortalKit

@Suite struct FileClaimTests {
    /// Counts who is inside.
    private final class Hall: Sendable {
        private let state = Mutex((inside: 0, visits: 0))
        var visits: Int { state.withLock { $0.visits } }

        func enter() -> Int {
            state.withLock { state in
                state.inside += 1
                state.visits += 1
                return state.inside
            }
        }

        func leave() { state.withLock { $0.inside -= 1 } }
    }

    @Test func `a file has one holder, and then the next one`() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/deep/file"
        var claim = try FileClaim.take(path)
        #expect(claim != nil)
        #expect(try FileClaim.take(path) == nil)
        #expect(try FileClaim.take(path + "2") != nil)
        claim?.release()
        let next = try FileClaim.take(path)
        #expect(next != nil)
        // The first holder has nothing to give back any more.
        claim = nil
        #expect(try FileClaim.take(path) == nil)
        next?.release()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/deep") == [])
    }

    @Test func `many who claim at once are never two at a time`() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/file"
        let hall = Hall()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        guard let claim = try? FileClaim.take(path) else { continue }
                        #expect(hall.enter() == 1)
                        hall.leave()
                        claim.release()
                    }
                }
            }
        }
        #expect(hall.visits >= 500)
        #expect(folder.names == [])
    }
}
