import Foundation
import PortalKit
import PortalProcesses

/// Pictures that the portal draws itself, for demonstrations and tests: JPEG files as a camera writes them, with everything that a gallery
/// reads in them. Portraits are stored lying, as cameras do.
enum SamplePictures {
    /// One of them.
    struct Picture: Sendable, Hashable {
        let path: String
        let title: String
        let author: String
    }

    /// Draws pictures, at most 108 different ones, named `IMG_0001.jpg` and on; the same ones for the same seed.
    static func make(_ count: Int = 24, seed: UInt64 = 1, into folder: String) async throws(MediaError) -> [Picture] {
        let desk = try WorkFolder(in: folder)
        let plans = (0..<min(max(count, 0), 108)).map { SamplePlan(number: $0, seed: seed) }
        let result = await withTaskGroup(of: MediaError?.self) { group in
            var waiting = plans[...]
            for plan in waiting.prefix(2) {
                group.addTask { await fault { () throws(MediaError) in try await draw(plan, in: desk) } }
            }
            waiting = waiting.dropFirst(2)
            var worst: MediaError?
            for await fault in group {
                worst = worst ?? fault
                guard worst == nil, let plan = waiting.popFirst() else { continue }
                group.addTask { await Self.fault { () throws(MediaError) in try await draw(plan, in: desk) } }
            }
            return worst
        }
        if let result { throw result }
        try await label(plans, in: desk)
        var pictures: [Picture] = []
        for plan in plans {
            try desk.move(plan.name, to: "\(folder)/\(plan.name)")
            pictures.append(Picture(path: "\(folder)/\(plan.name)", title: plan.title, author: plan.author))
        }
        return pictures
    }

    private static func fault(_ work: () async throws(MediaError) -> Void) async -> MediaError? {
        do throws(MediaError) {
            try await work()
            return nil
        } catch { return error }
    }

    private static func draw(_ plan: SamplePlan, in desk: WorkFolder) async throws(MediaError) {
        let drawing = plan.scene.drawn(plan.light, isPortrait: plan.isPortrait, seed: plan.seed)
        do {
            try Data(drawing.svg.utf8).write(to: URL(fileURLWithPath: desk.place(plan.name + ".svg")))
        } catch {
            throw .disk(error.localizedDescription)
        }
        let target = plan.name + "[Q=86,optimize_coding]"
        try await run(
            "vips",
            plan.isPortrait ? ["rot", plan.name + ".svg", target, "d270"] : ["copy", plan.name + ".svg", target], desk)
    }

    /// All files at once: the program starts slowly.
    private static func label(_ plans: [SamplePlan], in desk: WorkFolder) async throws(MediaError) {
        guard !plans.isEmpty else { return }
        let lines = plans.map {
            (["-q", "-overwrite_original"] + $0.tags + [$0.name, "-execute"]).joined(separator: "\n")
        }
        do {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: desk.place("labels")))
        } catch {
            throw .disk(error.localizedDescription)
        }
        try await run("exiftool", ["-@", "labels"], desk)
    }

    private static func run(_ program: String, _ words: [String], _ desk: WorkFolder) async throws(MediaError) {
        do {
            _ = try await ChildProcess.run(
                program, words, limits: ProcessLimits(memory: 2 << 30, cpuSeconds: 120, wallSeconds: 300),
                environment: ["VIPS_CONCURRENCY": "1", "VIPS_WARNING": "0", "TMPDIR": desk.path], directory: desk.path)
        } catch {
            throw MediaError(error)
        }
    }
}
