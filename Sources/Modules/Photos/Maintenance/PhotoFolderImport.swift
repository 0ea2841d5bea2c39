import Foundation
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

/// Takes files of one album in, two at a time, each with all its renditions. One that cannot be taken is remarked on, and the rest goes
/// on.
struct PhotoFolderImport: Sendable {
    let environment: PhotoEnvironment
    let actor: AuditActor
    let listener: PhotoListener

    /// One file: where it is, and whether it lies in the album's folder already.
    struct Item: Sendable {
        let source: String
        let name: String
        let isInPlace: Bool
    }

    private enum Outcome { case added, known, refused }

    /// - Parameter done: files that were dealt with before, for the progress.
    func take(
        _ items: [Item], into album: Album, after done: Int, of total: Int, _ report: inout PhotoReport
    ) async throws {
        var queue = items[...]
        var finished = done
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<2 { if let item = queue.popFirst() { group.addTask { try await one(item, album) } } }
            while let outcome = try await group.next() {
                switch outcome {
                case .added: report.photos += 1
                case .known: report.known += 1
                case .refused: report.refused += 1
                }
                finished += 1
                listener.progress(PhotoProgress(done: finished, total: total))
                if let item = queue.popFirst() { group.addTask { try await one(item, album) } }
            }
        }
        try await environment.database.write { db in try Albums.recount(album.id, now: environment.clock(), db) }
    }

    private func one(_ item: Item, _ album: Album) async throws -> Outcome {
        let store = environment.store
        let shown = album.path + "/" + item.name
        do {
            let place = try await bring(item, album)
            do {
                let arrival = try await UploadedPhoto.inspect(place, said: item.name, depth: .all, store)
                return try await keep(arrival, item, album, shown)
            } catch {
                if !item.isInPlace { try? Disk.remove(store.full(place)) }
                throw error
            }
        } catch let fault as MediaError {
            listener.remark(PhotoRemark(path: shown, words: fault.words))
        } catch let fault as PhotoStoreError {
            listener.remark(PhotoRemark(path: shown, words: .verbatim(fault.reason)))
        } catch let fault as CocoaError {
            listener.remark(PhotoRemark(path: shown, words: .verbatim(fault.localizedDescription)))
        }
        return .refused
    }

    /// Copies a file into the store; one that is there already stays where it is.
    private func bring(_ item: Item, _ album: Album) async throws -> String {
        if item.isInPlace { return album.path + "/" + item.name }
        let place = "_incoming/" + Token().text
        try await Disk.run {
            try FileManager.default.copyItem(atPath: item.source, toPath: environment.store.full(place))
        }
        return place
    }

    private func keep(_ arrival: UploadedPhoto, _ item: Item, _ album: Album, _ shown: String) async throws -> Outcome {
        let now = environment.clock()
        let outcome = try await environment.database.write { db -> Outcome in
            do {
                let id = try PhotoIngest.keep(
                    arrival, in: album, by: .init(person: nil, name: ""), store: environment.store, now: now, db)
                try Audit.record(by: actor, at: now, action: "create", entity: "photo", id: id, label: shown, db)
                return .added
            } catch PhotoIngestError.known { return .known } catch PhotoIngestError.nameTaken { return .refused }
        }
        guard outcome != .added else {
            _ = try? await FileMoveJournal.settle(environment)
            return outcome
        }
        arrival.discard(environment.store)
        if !item.isInPlace { try? Disk.remove(environment.store.full(arrival.place)) }
        if outcome == .refused {
            listener.remark(PhotoRemark(path: shown, words: tr("The album already has another file with this name.")))
        } else if item.isInPlace {
            listener.remark(PhotoRemark(path: shown, words: tr("This photo is already in the album.")))
        }
        return outcome
    }
}
