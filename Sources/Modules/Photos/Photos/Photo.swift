import PortalDatabase
import PortalLanguage
import PortalValues

/// One photo or video of an album. Its file is on disk, under its own name in the album's folder, and is never changed.
struct Photo: Sendable {
    /// Where its renditions are.
    enum RenditionState: String, Sendable {
        /// In the queue.
        case waiting
        /// All there.
        case made
        /// A video without a tool for posters.
        case none
        /// Given up, for a reason that ``Photo/fault`` names.
        case failed
    }

    let id: Int64
    let albumID: Int64
    let fileName: String
    let type: MediaType
    let bytes: Int
    let sha256: String
    /// In pixels, as seen upright, turns included.
    let width, height: Int
    let turns: Int
    let taken: TakenAt?
    let camera: String
    let details: PhotoDetails
    let author: String
    let authorID: Int64?
    let caption: String
    let point: MapPoint?
    let duration: Double?
    let placeholder: Placeholder?
    /// Whether there is a copy for downloads, without the place that the original tells.
    let isClean: Bool
    let renditions: RenditionState
    /// Rises when the renditions are made anew, so that browsers fetch them again.
    let rendition: Int
    let hiddenAt: Instant?
    let version: Int
    let createdAt: Instant

    static let columns: SQL = """
        photo.id, photo.album_id, photo.file_name, photo.type, photo.bytes, photo.sha256, photo.width, photo.height, photo.turns,
        photo.taken_at, photo.taken_offset, photo.camera, photo.details, photo.author, photo.author_id, photo.caption,
        photo.latitude, photo.longitude, photo.duration, photo.placeholder, photo.clean, photo.renditions, photo.rendition, photo.hidden_at,
        photo.version, photo.created_at
        """

    init(_ row: Row) throws {
        id = try row.get("id")
        albumID = try row.get("album_id")
        fileName = try row.get("file_name")
        type = MediaType(rawValue: try row.get("type")) ?? .jpeg
        bytes = try row.get("bytes")
        sha256 = try row.get("sha256")
        turns = try row.get("turns")
        let upright: (width: Int, height: Int) = (try row.get("width"), try row.get("height"))
        (width, height) = turns % 2 == 0 ? upright : (upright.height, upright.width)
        taken = try row.get("taken_at", as: String?.self).flatMap {
            TakenAt(iso: $0, offset: try row.get("taken_offset"))
        }
        camera = try row.get("camera")
        details = PhotoDetails(stored: try row.get("details"))
        author = try row.get("author")
        authorID = try row.get("author_id")
        caption = try row.get("caption")
        point = try Self.point(row)
        duration = try row.get("duration")
        placeholder = Placeholder(hex: try row.get("placeholder"))
        isClean = try row.get("clean")
        renditions = RenditionState(rawValue: try row.get("renditions")) ?? .waiting
        rendition = try row.get("rendition")
        hiddenAt = try row.get("hidden_at")
        version = try row.get("version")
        createdAt = try row.get("created_at")
    }

    private static func point(_ row: Row) throws -> MapPoint? {
        guard let latitude = try row.get("latitude", as: Double?.self),
            let longitude = try row.get("longitude", as: Double?.self)
        else { return nil }
        return MapPoint(latitude: latitude, longitude: longitude)
    }

    /// The order of an album: dated photos by the clock of their place, undated ones last, by name.
    static func sortKey(_ taken: TakenAt?, _ fileName: String) -> String { "\(taken?.description ?? "~") \(fileName)" }
}

/// What a camera noted besides: lens, exposure, aperture. Kept as one text, since it is only ever shown.
struct PhotoDetails: Sendable, Equatable {
    var lens = ""
    var exposure = ""
    var aperture = ""
    var sensitivity = ""
    var focalLength = ""

    init(_ facts: MediaFacts) {
        lens = facts.lens ?? ""
        exposure = facts.exposure.seconds.map(Self.seconds) ?? ""
        aperture = facts.exposure.aperture.map { "f/\(Self.short($0))" } ?? ""
        sensitivity = facts.exposure.iso.map { "ISO \($0)" } ?? ""
        focalLength = facts.exposure.focalLength.map { "\(Self.short($0)) mm" } ?? ""
    }

    init(stored: String) {
        let parts = stored.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5 else { return }
        (lens, exposure, aperture, sensitivity, focalLength) = (parts[0], parts[1], parts[2], parts[3], parts[4])
    }

    var stored: String { [lens, exposure, aperture, sensitivity, focalLength].joined(separator: "\n") }

    /// Those that are known, in the order in which photographers name them.
    func known(in language: Language) -> [String] {
        let numbers = [focalLength, aperture, exposure, sensitivity]
        // A lens keeps its maker's spelling.
        let shown = language.code == "fr" ? numbers.map { $0.replacing(".", with: ",") } : numbers
        return (shown + [lens]).filter { !$0.isEmpty }
    }

    private static func seconds(_ value: Double) -> String {
        value < 0.3 && value > 0 && 1 / value < 1_000_000 ? "1/\(Int((1 / value).rounded())) s" : "\(short(value)) s"
    }

    private static func short(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1_000_000 else { return "" }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
