import Foundation
import Testing

@testable import Photos

/// The pictures that the portal draws itself.
@Suite struct SamplePicturesTests {
    @Test func `they are photographs to everything that reads them, the same for the same seed`() async throws {
        let pictures = try Pictures()
        let made = try await SamplePictures.make(3, seed: 7, into: pictures.path("a"))
        let again = try await SamplePictures.make(3, seed: 7, into: pictures.path("b"))
        #expect(made.map(\.title) == again.map(\.title) && made.count == 3)
        let facts = try await MediaFacts.read(made.map(\.path)).map { try $0.get() }
        #expect(try await MediaFacts.read(again.map(\.path)).map { try $0.get() } == facts)
        for (picture, one) in zip(made, facts) {
            #expect(one.type == .jpeg && one.caption == picture.title && one.author == picture.author)
            #expect(one.taken?.offset != nil && one.place != nil && one.camera != nil && one.lens != nil)
        }
        // The third one is a portrait, stored lying.
        #expect(facts.map(\.isPortrait) == [false, false, true] && facts[2].orientation == 6)
        #expect(facts[2].width == 1280 && facts[2].height == 1920)
        #expect(try pictures.bytes("a/IMG_0001.jpg") == pictures.bytes("b/IMG_0001.jpg"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: pictures.path("a")).count == 3)
    }

    @Test func `another seed draws other pictures, and each number another one`() {
        let drawings = [(0, 1), (0, 2), (27, 1), (5, 1)].map { number, seed in
            let plan = SamplePlan(number: number, seed: UInt64(seed))
            return plan.scene.drawn(plan.light, isPortrait: plan.isPortrait, seed: plan.seed).svg
        }
        #expect(Set(drawings).count == 4)
        #expect(drawings.allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
    }
}
