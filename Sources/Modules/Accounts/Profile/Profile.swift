import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

extension AccountsModule {
    func showProfile(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        .page(try ProfilePage.load(context, db: db))
    }

    /// Saves the names.
    func saveProfile(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        let form: ProfileForm = try context.form()
        guard let person = context.actor.id else { throw Failure.signIn }
        let new: NewPerson
        do { new = try NewPerson(firstName: form.firstName, lastName: form.lastName, email: nil) } catch {
            let typed = ["first_name": form.firstName, "last_name": form.lastName]
            return .page(try ProfilePage.load(context, typed: typed, error, db: db), status: 422)
        }
        let old = try db.row("SELECT first_name, last_name FROM person WHERE id = \(person)")
        try db.run(
            """
            UPDATE person SET first_name = \(new.firstName), last_name = \(new.lastName),
                search_name = \("\(new.lastName) \(new.firstName)".folded), updated_at = \(context.now), version = version + 1
            WHERE id = \(person)
            """)
        try context.record(
            "update", "person", id: person, label: context.actor.auditName,
            changes: [
                AuditChange(field: "first_name", before: try old?.get("first_name"), after: new.firstName),
                AuditChange(field: "last_name", before: try old?.get("last_name"), after: new.lastName),
            ].filter { $0.before != $0.after }, db)
        return HandlerResponse.seeOther("/profile").noticing(.good, tr("Your profile is saved."))
    }

    /// Changes the password; every other session ends.
    func changePassword(_ context: RequestContext) async throws -> HandlerResponse {
        let form: PasswordForm = try context.form()
        guard let person = context.actor.person else { throw Failure.signIn }
        var errors = FieldErrors()
        if !(try await context.isOwnPassword(form.current)) {
            errors["current"] = tr("This is not your password.")
        }
        do throws(FieldErrors) {
            _ = try NewPassword.check(
                form.password, repeated: form.password2, context, username: person.username, email: person.email)
        } catch { for fault in error.list { errors[fault.field] = fault.message } }
        if !errors.isEmpty { return try await again(context, ["end_passes": form.endsPasses ? "on" : ""], errors) }
        let hash = try await context.application.apart { try PasswordHash.hash(form.password) }
        let secret = try await context.application.database.write { db in
            try People.setPassword(hash, of: person.id, keeping: person.session, db)
            try context.record("password", "person", id: person.id, label: person.username, db)
            try context.noteSecurity(.passwordChanged, db)
            if form.endsPasses {
                try context.application.endPasses(of: person.id, account: person.username, context, db)
            }
            try ChangeMails.password(of: person.id, context.application, db)
            return try Sessions.confirm(person.session, now: context.now, db)
        }
        var reply = HandlerResponse.seeOther("/profile").noticing(
            .good, tr("Your password is changed. Your other sessions have ended."))
        reply.cookies.append(context.sessionCookie(secret))
        return reply
    }

    /// Sends a link to the new address; the old one stays until the link is followed.
    func askNewEmail(_ context: RequestContext) async throws -> HandlerResponse {
        let form: EmailForm = try context.form()
        guard let person = context.actor.person else { throw Failure.signIn }
        var errors = FieldErrors()
        if !(try await context.isOwnPassword(form.current)) {
            errors["current_for_email"] = tr("This is not your password.")
        }
        var address: String?
        do throws(FieldErrors) { address = try NewPerson(firstName: "-", lastName: "-", email: form.email).email } catch
        {
            errors["email"] = error["email"]
        }
        if form.email.isEmpty { errors["email"] = tr("Please fill this in.") }
        guard errors.isEmpty, let address else { return try await again(context, ["email": form.email], errors) }
        try await context.demand(.mailToAddress, key: address.lowercased())
        try await context.application.database.write { db in
            try context.noteSecurity(.emailAsked, db)
            // Somebody else's address gets no link, and the answer does not tell.
            guard try db.row("SELECT id FROM person WHERE email_key = \(address.lowercased())") == nil else { return }
            let token = try MailTokens.make(.email, for: person.id, payload: address, now: context.now, db)
            let mail = MailPage(
                heading: tr("Confirm your new e-mail address"),
                greeting: tr("Hello %(name)s", ["name": .text(person.name)]),
                paragraphs: [
                    tr("Follow the link and this address takes the place of the old one. It works once, for one hour.")
                ],
                linkLabel: tr("Use this address"), link: context.absolute("/email/\(token)"))
            try mail.post(to: address, name: person.name, in: context.language, context.application, db)
        }
        return .seeOther("/profile").noticing(.info, tr("An e-mail is on its way to the new address. Follow its link."))
    }

    private func again(_ context: RequestContext, _ typed: [String: String], _ errors: FieldErrors) async throws
        -> HandlerResponse
    {
        .page(
            try await context.application.database.read { try ProfilePage.load(context, typed: typed, errors, db: $0) },
            status: 422)
    }

    func endOtherSessions(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let person = context.actor.person else { throw Failure.signIn }
        let count = try Sessions.endAll(of: person.id, except: person.session, db)
        try context.noteSecurity(.sessionEnded, db)
        return HandlerResponse.seeOther("/profile").noticing(
            .good, trn("%(count)s other session has ended.", "%(count)s other sessions have ended.", count))
    }

    func endSession(_ context: RequestContext, _ db: any Connection) throws -> HandlerResponse {
        guard let person = context.actor.person, let session = Int64(context.parameter("session")) else {
            throw Failure.notFound
        }
        guard try Sessions.end(session, of: person.id, db) else { throw Failure.notFound }
        try context.noteSecurity(.sessionEnded, db)
        return HandlerResponse.seeOther("/profile").noticing(.good, tr("The session has ended."))
    }
}
