import Foundation
import PortalKit
import PortalProcesses
import PortalSecurity

extension MediaFacts {
    /// The facts of one file.
    static func read(_ path: String) async throws(MediaError) -> MediaFacts {
        guard let result = await read([path]).first else { throw .unknownType }
        return try result.get()
    }

    /// The facts of files, in their order. Starting `exiftool` takes longer than reading a file, so a batch costs little more than one.
    static func read(_ paths: [String]) async -> [Result<MediaFacts, MediaError>] {
        var results: [Result<MediaFacts, MediaError>] = []
        for start in stride(from: 0, to: paths.count, by: batch) {
            results += await readBatch(Array(paths[start..<min(start + batch, paths.count)]))
        }
        return results
    }

    /// Files that one process reads.
    private static let batch = 200

    private static func readBatch(_ paths: [String]) async -> [Result<MediaFacts, MediaError>] {
        let types = paths.map { MediaType(file: $0) }
        var results = zip(paths, types).map { path, type in Result<MediaFacts, MediaError>.failure(refusal(path, type))
        }
        do throws(MediaError) {
            let desk = try WorkFolder(in: NSTemporaryDirectory())
            // Whatever is in the way of a program in a file's name is out of the way here: it is told numbers.
            for (number, path) in paths.enumerated() where types[number] != nil {
                try desk.link("\(number)", to: path)
            }
            // Everything we want from a JPEG stands before the picture; elsewhere it may stand behind it.
            for isQuick in [true, false] {
                let numbers = types.indices.filter { types[$0] != nil && (types[$0] == .jpeg) == isQuick }
                guard !numbers.isEmpty else { continue }
                for (number, tags) in try await tags(numbers, in: desk, isQuick: isQuick) {
                    guard types.indices.contains(number), let type = types[number] else { continue }
                    if let facts = MediaFacts(type: type, tags) {
                        results[number] = .success(facts)
                    } else {
                        results[number] = .failure(.damaged(tags.text("ExifTool:Error") ?? "it has no size"))
                    }
                }
            }
        } catch {
            results = results.indices.map { types[$0] == nil ? results[$0] : .failure(error) }
        }
        return results
    }

    /// Why a file is not even looked into, or, of a known type, what holds until it has been.
    private static func refusal(_ path: String, _ type: MediaType?) -> MediaError {
        if type != nil { return .damaged("nothing could be read") }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
        return size?.intValue == 0 ? .empty : .unknownType
    }

    private static func tags(
        _ numbers: [Int], in desk: WorkFolder, isQuick: Bool
    ) async throws(MediaError) -> [Int: Tags] {
        let limits = ProcessLimits(
            memory: 1 << 30, cpuSeconds: 20 + numbers.count, wallSeconds: 60 + 4 * numbers.count, fileSize: 0,
            output: 16_384 * numbers.count + 65_536)
        let words =
            ["-json", "-n", "-G", "-a", "-q", "-q", "-api", "LargeFileSupport=1", "-charset", "filename=utf8"]
            + (isQuick ? ["-fast2"] : []) + tagNames.map { "-\($0)" } + numbers.map { "./\($0)" }
        do {
            // 1: some file has an error, which stands in its answer.
            let ended = try await ChildProcess.run(
                "exiftool", words, limits: limits, directory: desk.path, accepting: [0, 1])
            guard !ended.output.isEmpty else { return [:] }
            let answers = try JSONDecoder().decode([[String: Tag]].self, from: Data(ended.output))
            let pairs = answers.compactMap { values -> (Int, Tags)? in
                guard let name = values["SourceFile"]?.text, let number = Int(name.dropFirst(2)) else { return nil }
                return (number, Tags(values: values))
            }
            return Dictionary(pairs) { first, _ in first }
        } catch let fault as ProcessError {
            throw MediaError(fault)
        } catch {
            throw .damaged("exiftool’s answer cannot be read")
        }
    }
}
