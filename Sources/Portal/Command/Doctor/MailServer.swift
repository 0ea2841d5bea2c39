import Foundation
import NIOCore
import NIOPosix
import PortalConfiguration
import PortalKit

/// Whether mails can leave.
enum MailServer {
    static func findings(_ configuration: Configuration) async -> [Finding] {
        guard let server = configuration.mail.server else {
            let words = "mails become files in \(configuration.mail.directory)"
            return [
                configuration.environment == .production
                    ? .warning("mail", words + ": set PORTAL_SMTP_URL") : .good("mail", words)
            ]
        }
        guard let url = URLComponents(string: server), let host = url.host else {
            return [.bad("mail", "PORTAL_SMTP_URL has no host")]
        }
        let port = url.port ?? (url.scheme?.lowercased() == "smtps" ? 465 : 25)
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connectTimeout(
                .seconds(5)
            )
            .connect(host: host, port: port).get()
            try await channel.close()
            return [.good("mail", "\(host), port \(port) answers; mails come from \(configuration.mail.from)")]
        } catch {
            return [.bad("mail", "\(host), port \(port) does not answer: \(error)")]
        }
    }
}
