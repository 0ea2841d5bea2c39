import Foundation

extension Placeholder {
    /// The colours as a picture of six pixels in its own address. A browser that makes it as large as the photo blends them, so that the
    /// place of the photo is filled softly before a byte of it is there.
    func picture(isPortrait: Bool) -> String {
        "<img alt=\"\" src=\"data:image/gif;base64,\(Data(gif(isPortrait: isPortrait)).base64EncodedString())\">"
    }

    /// A GIF: a table of eight colours, and six pixels that name one each.
    private func gif(isPortrait: Bool) -> [UInt8] {
        let columns: UInt8 = isPortrait ? 2 : 3
        let size: [UInt8] = [columns, 0, 5 - columns, 0]
        let levels = hex.utf8.map { digit in (digit < 58 ? digit &- 48 : digit &- 87) &* 17 }
        let unused: [UInt8] = [0, 0, 0, 0, 0, 0]
        let table = levels + unused
        // Codes of four bits, lowest first: begin (8), the pixels 0 to 5, end (9).
        let pixels: [UInt8] = [3, 4, 0x08, 0x21, 0x43, 0x95, 0]
        return Array("GIF89a".utf8) + size + [0xA2, 0, 0] + table + [0x2C, 0, 0, 0, 0] + size + [0] + pixels + [0x3B]
    }
}
