import Foundation
import Testing

@testable import Photos

@Suite struct PlaceholderPictureTests {
    @Test func `The six colours are a picture of six pixels, lying or standing`() throws {
        let placeholder = try #require(Placeholder(hex: "48c6afff0000333999"))
        let lying = try bytes(placeholder.picture(isPortrait: false))
        let head: [UInt8] = Array(lying.prefix(10))
        #expect(head == Array("GIF89a".utf8) + [3, 0, 2, 0])
        let table: [UInt8] = [
            0x44, 0x88, 0xcc, 0x66, 0xaa, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0x33, 0x33, 0x33, 0x99, 0x99, 0x99,
        ]
        #expect(Array(lying[13..<31]) == table)
        #expect(lying.last == 0x3B)
        let standing = try bytes(placeholder.picture(isPortrait: true))
        #expect(Array(standing[6..<10]) == [2, 0, 3, 0])
    }

    private func bytes(_ picture: String) throws -> [UInt8] {
        let parts = picture.split(separator: "\"", omittingEmptySubsequences: false)
        #expect(parts.first == "<img alt=" && parts.last == ">")
        let address = try #require(parts.first { $0.hasPrefix("data:") })
        let data = try #require(Data(base64Encoded: String(address.dropFirst("data:image/gif;base64,".count))))
        return Array(data)
    }
}
