import PortalDatabase
public import PortalKit
import PortalLanguage
import PortalValues

extension PhotosModule {
    /// Renditions, moves that a killed process left, the trash after thirty days, uploads nobody finished.
    public var jobs: [Job] {
        [
            // A minute at a time: where a process is killed at it, another one may go on after three.
            Job("photos.renditions", .every(seconds: 2), limit: 180, isNeeded: RenditionQueue.isNeeded) { application in
                let done = try await RenditionQueue.work(
                    PhotoEnvironment(application), until: application.clock().adding(seconds: 60))
                return trn("%(count)s photo prepared", "%(count)s photos prepared", done)
            },
            Job(
                "photos.moves", .every(seconds: 60),
                isNeeded: { db, _ in try db.row("SELECT 1 AS found FROM photo_move LIMIT 1") != nil },
                run: { application in
                    trn("%(count)s file moved", "%(count)s files moved", try await FileMoveJournal.settle(application))
                }),
            Job("photos.trash", .daily(hour: 4, minute: 10), limit: 3_600) { application in
                trn("%(count)s photo removed", "%(count)s photos removed", try await PhotoTrash.empty(application))
            },
        ]
    }
}
