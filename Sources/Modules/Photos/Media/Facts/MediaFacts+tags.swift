import PortalValues

extension MediaFacts {
    /// What is asked for; nothing else is decoded.
    static let tagNames =
        ["File", "PNG", "RIFF", "GIF", "QuickTime", "Matroska"].flatMap { ["\($0):ImageWidth", "\($0):ImageHeight"] }
        + [
            "EXIF:Orientation", "QuickTime:Rotation", "Composite:Rotation", "QuickTime:Duration", "Matroska:Duration",
            "EXIF:DateTimeOriginal", "EXIF:SubSecTimeOriginal", "EXIF:OffsetTimeOriginal", "EXIF:CreateDate",
            "EXIF:SubSecTimeDigitized", "EXIF:OffsetTimeDigitized", "XMP:DateTimeOriginal", "XMP:DateCreated",
            "QuickTime:CreationDate", "QuickTime:CreateDate", "Matroska:DateTimeOriginal", "EXIF:Make", "EXIF:Model",
            "QuickTime:Make", "QuickTime:Model", "XMP:Make", "XMP:Model", "EXIF:LensModel", "XMP:LensModel", "XMP:Lens",
            "EXIF:Artist", "IPTC:By-line", "XMP:Creator", "PNG:Author", "QuickTime:Author", "QuickTime:Artist",
            "EXIF:ImageDescription", "IPTC:Caption-Abstract", "XMP:Description", "PNG:Description",
            "QuickTime:Description", "Composite:GPSLatitude", "Composite:GPSLongitude",
            "EXIF:GPSLatitude", "EXIF:GPSLongitude", "XMP:GPSLatitude", "XMP:GPSLongitude", "QuickTime:GPSCoordinates",
            "EXIF:ExposureTime",
            "EXIF:FNumber", "EXIF:ISO", "EXIF:FocalLength", "ExifTool:Error",
        ]

    /// The facts in what was read; nil where there is no size.
    init?(type: MediaType, _ tags: Tags) {
        let group =
            switch type {
            case .jpeg: "File"
            case .png: "PNG"
            case .webp: "RIFF"
            case .gif: "GIF"
            case .avif, .heic, .mp4: "QuickTime"
            case .webm: "Matroska"
            }
        let sides: ClosedRange<Int> = 1...10_000_000
        // Some containers name their size only by the coding inside them.
        guard let width = tags.integer("\(group):ImageWidth", "File:ImageWidth", within: sides),
            let height = tags.integer("\(group):ImageHeight", "File:ImageHeight", within: sides)
        else { return nil }
        let orientation = Self.orientation(type, tags)
        let isSideways = orientation >= 5
        self.init(type: type, width: isSideways ? height : width, height: isSideways ? width : height)
        self.orientation = orientation
        taken = Self.taken(tags)
        camera = FactWords.camera(
            make: tags.text("EXIF:Make", "QuickTime:Make", "XMP:Make"),
            model: tags.text("EXIF:Model", "QuickTime:Model", "XMP:Model"))
        lens = FactWords.tidy(tags.text("EXIF:LensModel", "XMP:LensModel", "XMP:Lens"), limit: 96)
        author =
            ["EXIF:Artist", "IPTC:By-line", "XMP:Creator", "PNG:Author", "QuickTime:Author", "QuickTime:Artist"]
            .lazy.compactMap { FactWords.tidy(tags.text($0), limit: 64) }.first
        caption =
            [
                "EXIF:ImageDescription", "IPTC:Caption-Abstract", "XMP:Description", "PNG:Description",
                "QuickTime:Description",
            ].lazy.compactMap { FactWords.caption(tags.text($0)) }.first
        if let latitude = tags.number("Composite:GPSLatitude", within: -90...90),
            let longitude = tags.number("Composite:GPSLongitude", within: -180...180)
        {
            place = MapPoint(latitude: latitude, longitude: longitude)
        }
        // Half a place, or one that makes no sense to us, may still tell somebody something.
        tellsPlace = [
            "EXIF:GPSLatitude", "EXIF:GPSLongitude", "XMP:GPSLatitude", "XMP:GPSLongitude", "QuickTime:GPSCoordinates",
        ]
        .contains { tags.text($0) != nil || tags.number($0, within: -1e9...1e9) != nil }
        if type.isVideo { duration = tags.seconds("QuickTime:Duration", "Matroska:Duration", within: 0.001...864_000) }
        exposure = Exposure(
            seconds: tags.number("EXIF:ExposureTime", within: 0.000_001...86_400),
            aperture: tags.number("EXIF:FNumber", within: 0.1...1000),
            iso: tags.integer("EXIF:ISO", within: 1...10_000_000),
            focalLength: tags.number("EXIF:FocalLength", within: 0.1...10_000))
    }

    /// HEIF and films turn by their own means, which decoders follow, and for which EXIF's entry is a copy.
    private static func orientation(_ type: MediaType, _ tags: Tags) -> Int {
        switch type {
        case .jpeg, .png, .webp: return tags.integer("EXIF:Orientation", within: 1...8) ?? 1
        case .gif, .webm: return 1
        case .avif, .heic, .mp4:
            switch tags.integer("QuickTime:Rotation", "Composite:Rotation", within: 0...360) {
            case 90: return 6
            case 180: return 3
            case 270: return 8
            default: return 1
            }
        }
    }

    private static func taken(_ tags: Tags) -> TakenAt? {
        let candidates: [TakenAt?] = [
            TakenAt(tags, "EXIF:DateTimeOriginal", "EXIF:SubSecTimeOriginal", "EXIF:OffsetTimeOriginal"),
            TakenAt(tags, "EXIF:CreateDate", "EXIF:SubSecTimeDigitized", "EXIF:OffsetTimeDigitized"),
            TakenAt(tags, "XMP:DateTimeOriginal"), TakenAt(tags, "XMP:DateCreated"),
            TakenAt(tags, "QuickTime:CreationDate"), TakenAt(tags, "Matroska:DateTimeOriginal"),
            // The container's own clock is UTC by definition.
            tags.text("QuickTime:CreateDate").flatMap { TakenAt(exif: $0, offset: "Z") },
        ]
        return candidates.lazy.compactMap(\.self).first
    }
}

extension TakenAt {
    fileprivate init?(_ tags: Tags, _ name: String, _ subseconds: String? = nil, _ offset: String? = nil) {
        guard let text = tags.text(name) else { return nil }
        self.init(
            exif: text, subseconds: subseconds.flatMap { tags.text($0) }, offset: offset.flatMap { tags.text($0) })
    }
}
