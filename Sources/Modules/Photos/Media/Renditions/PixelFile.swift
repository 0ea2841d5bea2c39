/// The head of a file in which libvips keeps pixels as they are: 64 bytes, then rows of bytes.
struct PixelFile {
    static let headLength = 64

    let width: Int
    let height: Int
    /// Grey, grey and opacity, red, green and blue, or these and opacity: 1 to 4 bytes a pixel.
    let bands: Int

    /// Head and pixels, in bytes.
    var length: Int { Self.headLength + width * height * bands }

    /// Nil for anything else, and for pixels of more than a byte a colour.
    init?(head: [UInt8]) {
        func number(_ place: Int) -> Int {
            (0..<4).reduce(0) { $0 | Int(head[place + $1]) << (8 * $1) }
        }
        guard head.count >= Self.headLength, head.starts(with: [0xb6, 0xa6, 0xf2, 0x08]), number(20) == 0 else {
            return nil
        }
        (width, height, bands) = (number(4), number(8), number(12))
        guard (1...100_000).contains(width), (1...100_000).contains(height), (1...4).contains(bands) else { return nil }
    }
}
