import Foundation
import Testing

@testable import PortalConfiguration

@Suite struct ConfigurationTests {
    private static let secret = "0123456789abcdef0123456789abcdef"

    /// With this source's own folders for resources, whatever the current folder is.
    private func load(
        _ environment: [String: String] = [:], file: String = "", overrides: [String: String] = [:]
    ) throws(ConfigurationErrors) -> Configuration {
        let base = ["PORTAL_SECRET_KEY": Self.secret, "PORTAL_RESOURCES": "/", "PORTAL_MIGRATIONS": "/"]
        return try .load(
            environment: base.merging(environment) { $1 }, file: EnvironmentFile(text: file), overrides: overrides)
    }

    private func faults(_ environment: [String: String], file: String = "") -> [String] {
        do throws(ConfigurationErrors) {
            _ = try load(environment, file: file)
            return []
        } catch { return error.faults.map(\.description) }
    }

    @Test func `with nothing said, defaults hold that work`() throws {
        let configuration = try load()
        #expect(configuration.environment == .development)
        #expect(configuration.databaseURL == "sqlite:var/portal.sqlite")
        #expect(configuration.baseURL.text == "http://127.0.0.1:8080")
        #expect(configuration.basePath.isEmpty)
        #expect(!configuration.secureCookies)
        #expect(configuration.defaultLanguage == "fr")
        #expect(configuration.timeZone == "Europe/Paris")
        #expect(configuration.logFormat == .text)
        #expect(configuration.mail.server == nil)
        #expect(configuration.mail.directory == "var/mail")
        #expect(configuration.mail.from == "portal@localhost")
    }

    @Test func `the command line wins over the environment, that over the file, that over the default`() throws {
        let configuration = try load(
            ["PORTAL_PORT": "2", "PORTAL_SITE_NAME": "Env", "PORTAL_HOSTNAME": ""],
            file: "PORTAL_PORT=1\nPORTAL_SITE_NAME=File\nPORTAL_HOSTNAME=::1\nPORTAL_MAINTENANCE=on",
            overrides: ["PORTAL_PORT": "3"])
        #expect(configuration.port == 3)
        #expect(configuration.siteName == "Env")
        #expect(configuration.hostname == "::1")
        #expect(configuration.maintenance)
        let origins = Dictionary(uniqueKeysWithValues: configuration.lines.map { ($0.name, $0.origin) })
        #expect(origins["PORTAL_PORT"] == .commandLine)
        #expect(origins["PORTAL_SITE_NAME"] == .environment)
        #expect(origins["PORTAL_HOSTNAME"] == .file(line: 3))
        #expect(origins["PORTAL_DATA_DIR"] == .standard)
    }

    @Test func `defaults follow what was said before them`() throws {
        let configuration = try load([
            "PORTAL_DATA_DIR": "/srv/portal/", "PORTAL_HOSTNAME": "::", "PORTAL_PORT": "9000",
        ])
        #expect(configuration.databaseURL == "sqlite:/srv/portal/portal.sqlite")
        #expect(configuration.mail.directory == "/srv/portal/mail")
        #expect(configuration.baseURL.text == "http://127.0.0.1:9000")
        let named = try load(["PORTAL_BASE_URL": "https://bde.example.org/portal"])
        #expect(named.basePath == "/portal")
        #expect(named.secureCookies)
        #expect(named.mail.from == "portal@bde.example.org")
    }

    @Test func `everything that is wrong is said at once, with where it stands`() {
        let found = faults(
            [
                "PORTAL_PORT": "abc", "PORTAL_ENV": "test", "PORTAL_TRUSTED_PROXIES": "10.0.0.0/8 10.0.0.1/8",
                "PORTAL_CERTIFICATE": "/nowhere",
            ],
            file: "PORTAL_TIME_ZONE=Mars\nPORTAL_PROT=1\nOTHER=x\nnonsense")
        #expect(
            found == [
                ".env (.env, line 4): is no line of the form NAME=value",
                "PORTAL_ENV (environment): “test” is none of development, production",
                "PORTAL_PORT (environment): “abc” is no port (0 to 65535)",
                "PORTAL_CERTIFICATE (environment): “/nowhere” is no file that can be read",
                "PORTAL_TRUSTED_PROXIES (environment): “10.0.0.0/8 10.0.0.1/8” has “10.0.0.1/8”, which is no network like 10.0.0.0/8",
                "PORTAL_TIME_ZONE (.env, line 1): “Mars” is no time zone like Europe/Paris",
                "PORTAL_PROT (.env, line 2): is no key of the portal; `portal config` prints those there are",
            ])
    }

    @Test(arguments: [
        ("PORTAL_DATABASE_URL", "mysql://x"), ("PORTAL_DATABASE_URL", "sqlite:"), ("PORTAL_BASE_URL", "host"),
        ("PORTAL_SMTP_URL", "host:25"),
        ("PORTAL_MAIL_FROM", "nobody"), ("PORTAL_MAINTENANCE", "perhaps"), ("PORTAL_LOG_LEVEL", "loud"),
        ("PORTAL_LOG_FORMAT", "xml"),
        ("PORTAL_DATABASE_CONNECTIONS", "99999999999999999999"), ("PORTAL_DATABASE_TIMEOUT", "0"),
        ("PORTAL_RESOURCES", "/etc/passwd"),
        ("PORTAL_SECRET_KEY", "short"), ("PORTAL_PRIVATE_KEY", "/etc"),
    ])
    func `a value that makes no sense stops the start`(key: String, value: String) {
        let found = faults([key: value])
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("\(key) (environment): ") == true)
    }

    @Test func `a certificate without its key, and the other way round, stops the start`() {
        #expect(
            faults(["PORTAL_CERTIFICATE": "/etc/passwd"]).first?.hasPrefix("PORTAL_PRIVATE_KEY (default): is missing")
                == true)
        #expect(
            faults(["PORTAL_PRIVATE_KEY": "/etc/passwd"]).first?.hasPrefix("PORTAL_CERTIFICATE (default): is missing")
                == true)
    }

    @Test func `production must be given its secret, and logs for programs`() throws {
        #expect(
            faults(["PORTAL_ENV": "production", "PORTAL_SECRET_KEY": ""]).first?.contains("must be set in production")
                == true)
        #expect(try load(["PORTAL_ENV": "production"]).logFormat == .json)
    }

    @Test func `no secret is ever shown, neither as a value nor in a fault`() throws {
        let configuration = try load([
            "PORTAL_DATABASE_URL": "postgresql://bde:hunter2@db/portal?sslpassword=hunter2&application_name=x",
            "PORTAL_SMTP_URL": "smtp://mail:hunter2@mail.example.org:587",
        ])
        let shown = Dictionary(uniqueKeysWithValues: configuration.lines.map { ($0.name, $0.value) })
        #expect(
            shown["PORTAL_DATABASE_URL"]
                == "postgresql://bde:********@db/portal?sslpassword=********&application_name=x")
        #expect(shown["PORTAL_SMTP_URL"] == "smtp://mail:********@mail.example.org:587")
        #expect(shown["PORTAL_SECRET_KEY"] == "********")
        let found = faults(["PORTAL_SECRET_KEY": "hunter2", "PORTAL_DATABASE_URL": "mysql://a:hunter2@b"])
        #expect(found.count == 2)
        #expect(!found.joined().contains("hunter2"))
    }

    @Test func `in development a secret is made once, for its owner's eyes only`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try load(["PORTAL_SECRET_KEY": "", "PORTAL_DATA_DIR": folder])
        #expect(made.secretKey.utf8.count >= 32)
        #expect(made.lines.first { $0.name == "PORTAL_SECRET_KEY" }?.origin == .generated("\(folder)/secret-key"))
        #expect(try load(["PORTAL_SECRET_KEY": "", "PORTAL_DATA_DIR": folder]).secretKey == made.secretKey)
        let mode =
            try FileManager.default.attributesOfItem(atPath: "\(folder)/secret-key")[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["secret-key"])
    }

    @Test func `a wrong configuration leaves no file behind`() {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portal-\(UUID().uuidString)").path
        #expect(faults(["PORTAL_SECRET_KEY": "", "PORTAL_DATA_DIR": folder, "PORTAL_PORT": "x"]).count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func `every key is declared once and says what it is for`() {
        #expect(Set(Configuration.keys.map(\.name)).count == Configuration.keys.count)
        #expect(Configuration.keys.allSatisfy { $0.name.hasPrefix("PORTAL_") && !$0.meaning.isEmpty })
    }

    @Test func `names that look like ours in the environment are pointed out, and stop nothing`() {
        let names = ["PORTAL_PROT", "PORTAL_PORT", "PORTAL_TEST_X", "PORTAL_URL", "PORTAL_TOKEN", "HOME"]
        let environment = Dictionary(uniqueKeysWithValues: names.map { ($0, "1") })
        #expect(Configuration.unknownNames(in: environment) == ["PORTAL_PROT"])
        #expect(faults(["PORTAL_PROT": "1"]).isEmpty)
    }
}
