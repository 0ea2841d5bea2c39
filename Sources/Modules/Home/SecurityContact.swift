import PortalConfiguration
import PortalDatabase
import PortalKit
import PortalLanguage
import PortalMail
import PortalValues

/// Whom somebody tells who has found a weakness: `/.well-known/security.txt` (RFC 9116), made from a setting.
enum SecurityContact {
    /// An e-mail address, or a page that explains how to report. Empty: there is no such file.
    static let setting = Setting(
        "home.security-contact", title: tr("Contact for reports of weaknesses"),
        help: tr(
            "An e-mail address or a page (https://…). It stands in /.well-known/security.txt, where whoever finds a weakness looks first."
        ),
        standard: ""
    ) { $0.isEmpty || uri($0) != nil ? nil : tr("An e-mail address, or an address that begins with https://.") }

    /// How long a copy may be believed: the file is made anew whenever it is asked for.
    private static let days: Int64 = 90

    /// The contact as the file names it; nil for what is none.
    static func uri(_ typed: String) -> String? {
        if typed.hasPrefix("https://") {
            let rest = typed.dropFirst(8)
            // Visible ASCII on one line, with a host: nothing that could begin a field of its own.
            guard typed.utf8.count <= 200, rest.first?.isLetter == true || rest.first?.isNumber == true,
                typed.utf8.allSatisfy({ (33...126).contains($0) })
            else { return nil }
            return typed
        }
        guard let address = MailAddress(parsing: typed) else { return nil }
        return "mailto:" + Escape.query(address.local) + "@" + address.domain
    }

    /// The file; nil where nobody is named.
    static func text(_ context: RequestContext) -> String? {
        guard let contact = uri(context.settings[setting]) else { return nil }
        let day = context.now.adding(seconds: days * 86_400).utc.day
        let languages = context.application.assetStore.assets.languages
        let codes = [languages.standard.code] + languages.all.map(\.code).filter { $0 != languages.standard.code }
        let configuration = context.application.configuration
        return """
            Contact: \(contact)
            Expires: \(day)T00:00:00Z
            Preferred-Languages: \(codes.joined(separator: ", "))
            Canonical: \(configuration.baseURL.text)/.well-known/security.txt

            """
    }
}

extension HomeModule {
    func showSecurityContact(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let text = SecurityContact.text(context) else { throw Failure.notFound }
        return .text(text)
    }
}
