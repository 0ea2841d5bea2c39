/// What a media file says of itself. Everything in it was written by somebody else: it is bounded, tidied, and believed only as far as
/// it can be true.
struct MediaFacts: Sendable, Hashable {
    let type: MediaType
    /// In pixels, as seen upright.
    let width: Int
    /// In pixels, as seen upright.
    let height: Int
    /// How the stored picture must be turned to be upright: 1 (not at all) to 8, as EXIF counts.
    var orientation = 1
    var taken: TakenAt?
    /// Maker and model.
    var camera: String?
    var lens: String?
    /// At most 64 characters.
    var author: String?
    /// At most 280 characters.
    var caption: String?
    /// Whether the file says anything about where it was taken.
    var tellsPlace = false
    var place: MapPoint?
    /// In seconds; videos only.
    var duration: Double?
    var exposure = Exposure()

    /// Nil where there is nothing to see.
    init?(type: MediaType, width: Int, height: Int) {
        guard (1...10_000_000).contains(width), (1...10_000_000).contains(height) else { return nil }
        self.type = type
        self.width = width
        self.height = height
    }

    var isPortrait: Bool { height > width }

    /// In pixels.
    static let longestSide = 30_000

    /// In pixels.
    static let largestArea = 120_000_000

    /// Refuses what would take a machine's memory to decode.
    func checkSize() throws(MediaError) {
        guard max(width, height) <= Self.longestSide, width * height <= Self.largestArea else {
            throw .tooLarge(width: width, height: height)
        }
    }
}
