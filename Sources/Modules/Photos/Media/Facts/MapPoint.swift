/// A place on Earth, in decimal degrees.
struct MapPoint: Hashable, Sendable {
    /// North is positive; -90 to 90.
    let latitude: Double
    /// East is positive; -180 to 180.
    let longitude: Double

    /// Nil for what is no place: outside the ranges, not a number, and 0°, 0°, which is what a receiver without satellites writes.
    init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude), latitude != 0 || longitude != 0
        else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// How a picture was exposed; nil where the camera does not say.
struct Exposure: Hashable, Sendable {
    /// Shutter time.
    var seconds: Double?
    /// The f-number.
    var aperture: Double?
    /// Sensitivity.
    var iso: Int?
    /// In millimetres, as the lens has it.
    var focalLength: Double?
}
