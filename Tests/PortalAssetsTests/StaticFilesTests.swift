import Foundation
import PortalAssets
import Testing

@Suite struct `Static files are read once and found by name` {
    let folder = Folder()
    let script = String(repeating: "console.log('hello');\n", count: 50)

    private func files(base: String = "") throws -> StaticFiles {
        try StaticFiles(directories: [folder.path], base: base)
    }

    @Test func `the URL of a file holds the hash of its content`() throws {
        try folder.write("icons.svg", "<svg/>")
        try folder.write("images/logo.min.png", [1, 2, 3])
        try folder.write("LICENCE", "free")
        let files = try files(base: "/portal")
        // From Python: hashlib.sha256(b"<svg/>").hexdigest()[:12]
        #expect(files.url(for: "icons.svg") == "/portal/static/icons.d4dc56669143.svg")
        #expect(files.url(for: "images/logo.min.png").hasPrefix("/portal/static/images/logo.min."))
        #expect(files.url(for: "images/logo.min.png").hasSuffix(".png"))
        #expect(files.url(for: "LICENCE").hasPrefix("/portal/static/LICENCE."))
        #expect(files.names == ["LICENCE", "icons.svg", "images/logo.min.png"])
    }

    @Test func `a file is found by its hashed name for ever and by its plain name for now`() throws {
        try folder.write("app.js", script)
        let files = try files()
        let hashed = try #require(files[files.url(for: "app.js")]), plain = try #require(files["/static/app.js"])
        #expect(hashed.bytes == Array(script.utf8))
        #expect(plain.bytes == hashed.bytes)
        #expect(hashed.cacheControl == "public, max-age=31536000, immutable")
        #expect(plain.cacheControl == "public, no-cache")
        #expect(hashed.contentType == "text/javascript; charset=utf-8")
        #expect(plain.etag == hashed.etag)
        #expect(files.url(for: "app.js").contains(plain.etag.dropFirst().dropLast()))
    }

    @Test(arguments: [
        "", "/", "/static/", "/static", "app.js", "/static/../secret.txt", "/static/./app.js", "/static//app.js",
        "/static/%61pp.js", "/static/app.js/", "/static/app.js\0", "/static/.hidden", "/static/app.000000000000.js",
        "/static/..%2fsecret.txt", "/STATIC/app.js",
    ])
    func `nothing else is found, least of all outside the folder`(_ path: String) throws {
        try folder.write("static/app.js", script)
        try folder.write("static/.hidden", "no")
        try folder.write("secret.txt", "no")
        let files = try StaticFiles(directories: [folder.path + "/static"])
        #expect(files["/static/app.js"] != nil)
        #expect(files[path] == nil)
    }

    @Test func `a browser gets the smallest form it takes`() throws {
        try folder.write("app.js", script)
        try folder.write("tiny.txt", "x")
        try folder.write("photo.jpg", script)
        let files = try files()
        let file = try #require(files["/static/app.js"])
        #expect(file.body(accepting: "gzip, deflate, br").encoding == "br")
        #expect(file.body(accepting: "gzip, deflate, br;q=0").encoding == "gzip")
        #expect(file.body(accepting: " GZIP ; q=0.5").encoding == "gzip")
        #expect(file.body(accepting: "*").encoding == "br")
        #expect(file.body(accepting: "*;q=0, identity").encoding == nil)
        #expect(file.body(accepting: "gzip;q=abc").encoding == nil)
        #expect(file.body(accepting: "").encoding == nil)
        #expect(file.body(accepting: nil).bytes == file.bytes)
        #expect(file.body(accepting: "br").bytes.count < file.bytes.count)
        #expect(file.etag(encoding: "br") != file.etag)
        #expect(file.etag(encoding: nil) == file.etag)
        #expect(files["/static/tiny.txt"]?.hasVariants == false)
        #expect(files["/static/photo.jpg"]?.hasVariants == false)
    }

    @Test func `of two folders the later one counts, and one that is not there is empty`() throws {
        try folder.write("a/portal.css", "old")
        try folder.write("b/portal.css", "new")
        let directories = ["a", "nowhere", "b"].map { folder.path + "/" + $0 }
        #expect(try StaticFiles(directories: directories)["/static/portal.css"]?.bytes == Array("new".utf8))
        #expect(try StaticFiles(directories: []).names == [])
    }

    @Test func `a file that is not there gets a URL that answers 404`() throws {
        let files = try files()
        #expect(files.url(for: "oops.js") == "/static/oops.js")
        #expect(files[files.url(for: "oops.js")] == nil)
        #expect(!files.contains("oops.js"))
    }

    @Test func `files that cannot be served stop the start with their name`() throws {
        try folder.write("mon logo.svg", "<svg/>")
        #expect(throws: AssetError.name(folder.path + "/mon logo.svg")) { try files() }
        let other = Folder()
        try other.write("big.bin", [UInt8](repeating: 0, count: StaticFiles.largestFile + 1))
        #expect(throws: AssetError.tooLarge(other.path + "/big.bin")) { try StaticFiles(directories: [other.path]) }
    }

    @Test func `in development they are read again only when something changed`() throws {
        try folder.write("app.js", "one")
        let first = try files()
        #expect(try first.reloadedIfChanged() == nil)
        try folder.write("app.js", "another")
        let second = try #require(try first.reloadedIfChanged())
        #expect(second["/static/app.js"]?.bytes == Array("another".utf8))
        #expect(second.url(for: "app.js") != first.url(for: "app.js"))
        try folder.write("deep/er/new.js", "x")
        let third = try #require(try second.reloadedIfChanged())
        #expect(third.contains("deep/er/new.js"))
        try FileManager.default.removeItem(atPath: folder.path + "/app.js")
        #expect(try third.reloadedIfChanged()?.contains("app.js") == false)
    }

    @Test func `a circle of links does not hold up the start`() throws {
        try folder.write("app.js", "one")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/again", withDestinationPath: ".")
        #expect(try files().contains("again/app.js"))
    }
}
