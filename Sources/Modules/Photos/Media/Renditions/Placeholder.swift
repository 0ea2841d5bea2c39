/// Six colours that stand for a picture until it is loaded: a grid of three by two, or two by three for a portrait.
struct Placeholder: Hashable, Sendable {
    /// Three hexadecimal digits a colour, row by row: `48c6af…`, 18 in all.
    let hex: String

    /// Nil unless there are 18 hexadecimal digits in lower case.
    init?(hex: String) {
        guard hex.utf8.count == 18, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.hex = hex
    }

    /// The mean colours of the pixels in a file as libvips stores them; nil for anything else.
    init?(vips file: [UInt8]) {
        guard let pixels = PixelFile(head: file), file.count >= pixels.length else { return nil }
        let (width, height, bands) = (pixels.width, pixels.height, pixels.bands)
        let columns = height > width ? 2 : 3
        let rows = 5 - columns
        var hex = ""
        for cell in 0..<6 {
            // Of a picture narrower than the grid, some cells show the same pixels.
            let left = min(cell % columns * width / columns, width - 1)
            let top = min(cell / columns * height / rows, height - 1)
            let across = left..<max((cell % columns + 1) * width / columns, left + 1)
            let down = top..<max((cell / columns + 1) * height / rows, top + 1)
            hex += Self.mean(file, across, down, width: width, bands: bands)
        }
        self.init(hex: hex)
    }

    private static func mean(
        _ file: [UInt8], _ across: Range<Int>, _ down: Range<Int>, width: Int, bands: Int
    ) -> String {
        var sums = [0, 0, 0]
        for y in down {
            for x in across {
                let place = 64 + (y * width + x) * bands
                let opacity = bands % 2 == 0 ? Int(file[place + bands - 1]) : 255
                for channel in 0..<3 {
                    let value = Int(file[place + (bands < 3 ? 0 : channel)])
                    // On white, as pages and JPEG show it.
                    sums[channel] += (value * opacity + 255 * (255 - opacity)) / 255
                }
            }
        }
        let count = across.count * down.count
        return sums.map { String(min(($0 / count + 8) / 17, 15), radix: 16) }.joined()
    }
}
