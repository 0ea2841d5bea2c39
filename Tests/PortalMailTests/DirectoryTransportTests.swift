import Foundation
import PortalMail
import Testing

@Suite struct `In development mails become files` {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-mails-\(UUID().uuidString)")

    @Test func `a mail is a file named by date and identifier`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let mail = try Letters.letter()
        let transport = DirectoryTransport(directory: folder.appendingPathComponent("a/b").path)
        try transport.send(mail)
        try transport.send(mail)
        let names = try FileManager.default.contentsOfDirectory(atPath: transport.directory)
        #expect(names == ["20261121T041528Z-one.eml"])
        let bytes = try Data(contentsOf: folder.appendingPathComponent("a/b/20261121T041528Z-one.eml"))
        #expect(try Array(bytes) == mail.encoded())
    }

    @Test func `no identifier leads out of the folder`() throws {
        let mail = try Letters.letter(id: "a/../../b@example.org")
        #expect(!DirectoryTransport.fileName(of: mail).contains { $0 == "/" || $0 == "\\" })
        #expect(!DirectoryTransport.fileName(of: mail).contains(".."))
    }

    @Test func `a folder that cannot be written is said plainly`() throws {
        let transport = DirectoryTransport(directory: "/dev/null/mails")
        let mail = try Letters.letter()
        let problem = #expect(throws: MailError.self) { try transport.send(mail) }
        #expect(problem?.isTemporary == true)
    }
}
