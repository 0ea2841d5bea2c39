import Foundation
import Testing

@testable import Photos

/// Names of files and folders.
@Suite struct MediaNameTests {
    @Test(arguments: [
        ("IMG_1234.JPG", "IMG_1234.jpg"), ("plage à Étretat.jpeg", "plage à Étretat.jpeg"), ("_DSC1.jpg", "_DSC1.jpg"),
        ("../../etc/passwd", "passwd.jpg"), ("C:\\Users\\x\\me.png", "me.jpg"), ("/absolute/a.jpg", "a.jpg"),
        (".htaccess", "htaccess.jpg"), ("...", "photo.jpg"), ("", "photo.jpg"), ("a\0b\nc.jpg", "ab c.jpg"),
        ("..\\\u{301}/\u{301}x.jpg", "\u{301}x.jpg"),
        ("page.html", "page.jpg"), ("con.jpg", "_con.jpg"), ("LPT1.jpg", "_LPT1.jpg"), ("a:b*c?.jpg", "a-b-c-.jpg"),
        ("M. Dupont", "M. Dupont.jpg"), ("gala 1.5", "gala 1.5.jpg"), ("x\u{202e}gpj.exe", "xgpj.jpg"),
        ("e\u{301}te\u{301}.jpg", "\u{e9}t\u{e9}.jpg"), (" a . jpg", "a . jpg.jpg"), ("\u{feff}\u{200b}", "photo.jpg"),
    ])
    func `a name is what is left when everything harmful is gone`(said: String, name: String) {
        let text = MediaName(said, type: .jpeg).text
        #expect(text == name)
        #expect(Array(text.utf8) == Array(name.utf8))
    }

    @Test func `the ending is the content's`() {
        #expect(MediaName("film.MOV", type: .mp4).text == "film.mov")
        #expect(MediaName("film.avi", type: .mp4).text == "film.mp4")
        #expect(MediaName("", type: .webm).text == "video.webm")
        #expect(MediaName("photo.jpg", type: .heic).text == "photo.heic")
    }

    @Test func `long names are cut between characters, and numbers fit`() {
        for letter in ["a", "é", "日", "👩‍👩‍👧‍👦", "e\u{301}\u{302}\u{303}"] {
            let name = MediaName(String(repeating: letter, count: 300) + ".jpg", type: .jpeg)
            #expect(name.text.utf8.count <= MediaName.limit && name.text.hasSuffix(".jpg"))
            let next = name.numbered(12_345)
            #expect(next.text.utf8.count <= MediaName.limit && next.text.hasSuffix("-12345.jpg"))
        }
        #expect(MediaName("a.jpg", type: .jpeg).numbered(2).text == "a-2.jpg")
        let towers = "a" + String(repeating: "\u{301}", count: 500) + ".jpg"
        #expect(MediaName(towers, type: .jpeg).text == "photo.jpg")
    }

    @Test func `whatever is said, the name is safe, and stays what it is`() {
        let pieces = [
            "/", "\\", "..", ".", " ", "_", "a", "é", "\0", "\u{7}", "\u{202e}", "con", "日", ":", "\u{301}", "jpg",
        ]
        for _ in 0..<2000 {
            let said = (0..<Int.random(in: 0...12)).compactMap { _ in pieces.randomElement() }.joined()
            let name = MediaName(said, type: .jpeg).text
            #expect(!name.utf8.contains { [0, 0x2f, 0x5c].contains($0) } && name.utf8.first != 0x2e)
            #expect(name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            #expect([".jpg", ".jpeg", ".jpe"].contains { name.hasSuffix($0) } && name.utf8.count <= MediaName.limit)
            #expect(MediaName(name, type: .jpeg).text == name, "\(said.debugDescription)")
            #expect(MediaName(existing: name)?.text == name)
        }
    }

    @Test func `a file on disk keeps its name, or has none`() {
        #expect(MediaName(existing: "Été (1) [2].JPG")?.text == "Été (1) [2].JPG")
        for name in ["", ".DS_Store", "a/b.jpg", "a\\b.jpg", "a\nb.jpg", String(repeating: "a", count: 256)] {
            #expect(MediaName(existing: name) == nil)
        }
    }

    @Test(arguments: [
        ("Gala d’été 2026 !", "gala_d_ete_2026"), ("  Œuvre n°5 -- fin ", "oeuvre_n_5_fin"), ("_thumbs", "thumbs"),
        ("../..", "album"), ("", "album"), ("___", "album"), ("Привет", "privet"), ("WEI_2025", "wei_2025"),
    ])
    func `a folder's name comes from the title`(title: String, name: String) {
        #expect(DirectoryName(title).text == name)
    }

    @Test func `a folder's name is short, and its next ones too`() {
        let long = DirectoryName(String(repeating: "été ", count: 200))
        #expect(long.text.utf8.count <= DirectoryName.limit && !long.text.hasSuffix("_"))
        #expect(long.numbered(100).text.utf8.count <= DirectoryName.limit)
        #expect(DirectoryName("Gala").numbered(2).text == "gala_2")
        #expect(DirectoryName("!", otherwise: "collection").text == "collection")
    }

    @Test func `folders that are not for showing have no name`() {
        for name in ["_thumbs", ".git", "", "..", "a/b", " a", String(repeating: "a", count: 121)] {
            #expect(DirectoryName(existing: name) == nil)
        }
        #expect(DirectoryName(existing: "Promo 141")?.text == "Promo 141")
    }
}
