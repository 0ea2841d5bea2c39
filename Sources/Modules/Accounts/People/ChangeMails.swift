import PortalConfiguration
public import PortalDatabase
public import PortalKit
import PortalLanguage

/// Tells people by mail what changed about the way they sign in, and what to do if it was not them.
public enum ChangeMails {
    /// After a new password, whoever set it.
    public static func password(of person: Int64, _ application: PortalApplication, _ db: any Connection) throws {
        guard let holder = try holder(person, application, db), let email = holder.email else { return }
        let mail = MailPage(
            heading: tr("Your password was changed"), greeting: holder.greeting,
            paragraphs: [
                tr("The password of the account %(name)s was changed a moment ago.", ["name": .text(holder.username)]),
                tr("If it was you, there is nothing to do."),
                tr(
                    "If it was not you, choose another one at once with the link below, and write to those who run the portal."
                ),
            ], linkLabel: tr("Choose a new password"),
            link: application.configuration.baseURL.text + "/password/forgotten")
        try mail.post(to: email, name: holder.name, in: holder.language, application, db)
    }

    /// After another address took the place of the old one: both hear of it, as far as they are there. The old mailbox is not told
    /// the new address, which may be nobody's business there.
    public static func email(
        of person: Int64, from old: String?, to new: String?, _ context: RequestContext, _ db: any Connection
    ) throws {
        guard old?.lowercased() != new?.lowercased(), let holder = try holder(person, context.application, db) else {
            return
        }
        if let old {
            let mail = MailPage(
                heading: tr("Your e-mail address was changed"), greeting: holder.greeting,
                paragraphs: [
                    tr("The account %(name)s does not use this address any more.", ["name": .text(holder.username)]),
                    who(person, context), tr("If it was you, there is nothing to do."),
                    tr(
                        "If it was not you, somebody else may be using your account: write to those who run the portal at once. Their address is behind the link."
                    ),
                ], linkLabel: tr("Who runs this portal"), link: context.absolute("/legal"))
            try mail.post(to: old, name: holder.name, in: holder.language, context.application, db)
        }
        if let new {
            let mail = MailPage(
                heading: tr("Your e-mail address was changed"), greeting: holder.greeting,
                paragraphs: [
                    tr(
                        "From now on, the account %(name)s uses this address: links to choose a password go here.",
                        ["name": .text(holder.username)]), who(person, context),
                    tr(
                        "If this account is not yours, write to those who run the portal. Their address is behind the link."
                    ),
                ], linkLabel: tr("Who runs this portal"), link: context.absolute("/legal"))
            try mail.post(to: new, name: holder.name, in: holder.language, context.application, db)
        }
    }

    private static func who(_ person: Int64, _ context: RequestContext) -> Message {
        guard let actor = context.actor.person, actor.id != person else {
            return tr("It was changed on the profile, with the password and a link sent to the new address.")
        }
        return tr("It was changed by an administrator: %(name)s.", ["name": .text(actor.name)])
    }

    private static func holder(_ person: Int64, _ application: PortalApplication, _ db: any Connection) throws
        -> AccountHolder?
    {
        try AccountHolder.find(person, standard: application.assetStore.assets.languages.standard, application, db)
    }
}
