public import PortalKit
import PortalLanguage

extension PhotosModule {
    /// How the audit log speaks of collections, albums, photos and links.
    public func histories(_ application: PortalApplication) -> [HistoryWords] {
        let purge: HistoryWords.Told = (trc("history", "Deleted for good"), "trash")
        let gallery: [String: Message] = [
            "description": tr("Description"), "starts_on": trc("day", "From"), "ends_on": trc("day", "To"),
            "directory": tr("Folder"), "path": tr("Folder"), "visible": tr("Published"), "place": tr("Place"),
            "author": tr("Author"), "album": tr("Album"), "shift": tr("Move the clock by"), "photos": tr("Photos"),
        ]
        let shown: @Sendable (String, String) -> Message? = { value, field in
            switch field {
            case "visible": HistoryWords.answer(value)
            case "starts_on", "ends_on": HistoryWords.day(value)
            default: nil
            }
        }
        return [
            HistoryWords(
                of: "photo_collection", trc("history", "Collection"), gallery, actions: ["purge": purge], shown: shown),
            HistoryWords(of: "photo_album", trc("history", "Album"), gallery, actions: ["purge": purge], shown: shown),
            HistoryWords(
                of: "photo", trc("history", "Photo"),
                [
                    "caption": tr("Caption"), "author": tr("Author"), "taken_at": tr("Taken"), "place": tr("Place"),
                ],
                actions: [
                    "purge": purge, "report": (trc("history", "Reported"), "warning"),
                    "keep": (trc("history", "Kept after a report"), "check"),
                    "remove": (trc("history", "Removed after a report"), "trash"),
                    "retry": (trc("history", "Tried again"), "restore"),
                ]),
            HistoryWords(
                of: "photo_link", trc("history", "Share link"),
                actions: ["withdraw": (trc("history", "Withdrawn"), "cross")]),
        ]
    }
}
