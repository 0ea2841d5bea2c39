import PortalDatabase
import PortalKit
import PortalLanguage
import PortalMail
import PortalTemplates
import PortalValues

/// Asks for the address of a forgotten password.
struct ForgottenPage: Page {
    let email: FieldView

    static let template = "accounts/forgotten.html"
    static let fields: [Field<ForgottenPage>] = [.model("email") { $0.email }]
    static var sample: ForgottenPage {
        ForgottenPage(email: FieldView("zoe@", error: tr("This is not an e-mail address.")))
    }
}

/// An e-mail address.
struct ForgottenForm: Form {
    let email: String
    static let names = ["email"]
    init(_ fields: Fields) { email = fields["email"].tidied }
}

extension AccountsModule {
    func showForgotten(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(ForgottenPage(email: FieldView()))
    }

    /// One answer whether or not the address is known, after the same work: the wish is noted, and a job looks up whose address it is.
    func sendReset(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ForgottenForm = try context.form()
        guard let address = MailAddress(parsing: form.email)?.text else {
            return .page(
                ForgottenPage(email: FieldView(form.email, error: tr("This is not an e-mail address."))), status: 422)
        }
        try context.demand(.mailFromAddress, key: context.addressKey, db)
        try context.demand(.mailToAddress, key: address.lowercased(), db)
        try ResetRequests.note(address, context, db)
        return HandlerResponse.seeOther("/login").noticing(
            .info, tr("If this address belongs to an account, an e-mail is on its way to it.")
        ).then { application in application.jobBell.ring() }
    }
}
