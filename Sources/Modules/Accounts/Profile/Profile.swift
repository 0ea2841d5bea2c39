import PortalDatabase
import PortalKit
import PortalLanguage
import PortalSecurity
import PortalValues

extension AccountsModule {
    func showProfile(_ visit: Visit, _ db: any Connection) throws -> Reply {
        .page(try ProfilePage.load(visit, db: db))
    }

    /// Saves the names.
    func saveProfile(_ visit: Visit, _ db: any Connection) throws -> Reply {
        let form: ProfileForm = try visit.form()
        guard let person = visit.actor.id else { throw Failure.signIn }
        let new: NewPerson
        do { new = try NewPerson(firstName: form.firstName, lastName: form.lastName, email: nil) } catch {
            let typed = ["first_name": form.firstName, "last_name": form.lastName]
            return .page(try ProfilePage.load(visit, typed: typed, error, db: db), status: 422)
        }
        let old = try db.row("SELECT first_name, last_name FROM person WHERE id = \(person)")
        try db.run(
            """
            UPDATE person SET first_name = \(new.firstName), last_name = \(new.lastName),
                search_name = \("\(new.lastName) \(new.firstName)".folded), updated_at = \(visit.now), version = version + 1
            WHERE id = \(person)
            """)
        try visit.record(
            "update", "person", id: person, label: visit.actor.auditName,
            changes: [
                AuditChange(field: "first_name", before: try old?.get("first_name"), after: new.firstName),
                AuditChange(field: "last_name", before: try old?.get("last_name"), after: new.lastName),
            ].filter { $0.before != $0.after }, db)
        return Reply.seeOther("/profile").noticing(.good, tr("Your profile is saved."))
    }

    /// Changes the password; every other session ends.
    func changePassword(_ visit: Visit) async throws -> Reply {
        let form: PasswordForm = try visit.form()
        guard let person = visit.actor.person else { throw Failure.signIn }
        var errors = FieldErrors()
        if !(try await visit.isOwnPassword(form.current)) {
            errors["current"] = tr("This is not your password.")
        }
        do throws(FieldErrors) {
            _ = try NewPassword.check(
                form.password, repeated: form.password2, visit, username: person.username, email: person.email)
        } catch { for fault in error.list { errors[fault.field] = fault.message } }
        if !errors.isEmpty { return try await again(visit, ["end_passes": form.endsPasses ? "on" : ""], errors) }
        let hash = try await visit.house.apart { try PasswordHash.hash(form.password) }
        let secret = try await visit.house.database.write { db in
            try People.setPassword(hash, of: person.id, keeping: person.session, db)
            try visit.record("password", "person", id: person.id, label: person.username, db)
            try visit.noteSecurity(.passwordChanged, db)
            if form.endsPasses { try visit.house.endPasses(of: person.id, account: person.username, visit, db) }
            try ChangeMails.password(of: person.id, visit.house, db)
            return try Sessions.confirm(person.session, now: visit.now, db)
        }
        var reply = Reply.seeOther("/profile").noticing(
            .good, tr("Your password is changed. Your other sessions have ended."))
        reply.cookies.append(visit.sessionCookie(secret))
        return reply
    }

    /// Sends a link to the new address; the old one stays until the link is followed.
    func askNewEmail(_ visit: Visit) async throws -> Reply {
        let form: EmailForm = try visit.form()
        guard let person = visit.actor.person else { throw Failure.signIn }
        var errors = FieldErrors()
        if !(try await visit.isOwnPassword(form.current)) {
            errors["current_for_email"] = tr("This is not your password.")
        }
        var address: String?
        do throws(FieldErrors) { address = try NewPerson(firstName: "-", lastName: "-", email: form.email).email } catch
        {
            errors["email"] = error["email"]
        }
        if form.email.isEmpty { errors["email"] = tr("Please fill this in.") }
        guard errors.isEmpty, let address else { return try await again(visit, ["email": form.email], errors) }
        try await visit.demand(.mailToAddress, key: address.lowercased())
        try await visit.house.database.write { db in
            try visit.noteSecurity(.emailAsked, db)
            // Somebody else's address gets no link, and the answer does not tell.
            guard try db.row("SELECT id FROM person WHERE email_key = \(address.lowercased())") == nil else { return }
            let token = try MailTokens.make(.email, for: person.id, payload: address, now: visit.now, db)
            let mail = MailPage(
                heading: tr("Confirm your new e-mail address"),
                greeting: tr("Hello %(name)s", ["name": .text(person.name)]),
                paragraphs: [
                    tr("Follow the link and this address takes the place of the old one. It works once, for one hour.")
                ],
                linkLabel: tr("Use this address"), link: visit.absolute("/email/\(token)"))
            try mail.post(to: address, name: person.name, in: visit.language, visit.house, db)
        }
        return .seeOther("/profile").noticing(.info, tr("An e-mail is on its way to the new address. Follow its link."))
    }

    private func again(_ visit: Visit, _ typed: [String: String], _ errors: FieldErrors) async throws -> Reply {
        .page(
            try await visit.house.database.read { try ProfilePage.load(visit, typed: typed, errors, db: $0) },
            status: 422)
    }

    func endOtherSessions(_ visit: Visit, _ db: any Connection) throws -> Reply {
        guard let person = visit.actor.person else { throw Failure.signIn }
        let count = try Sessions.endAll(of: person.id, except: person.session, db)
        try visit.noteSecurity(.sessionEnded, db)
        return Reply.seeOther("/profile").noticing(
            .good, trn("%(count)s other session has ended.", "%(count)s other sessions have ended.", count))
    }

    func endSession(_ visit: Visit, _ db: any Connection) throws -> Reply {
        guard let person = visit.actor.person, let session = Int64(visit.parameter("session")) else {
            throw Failure.notFound
        }
        guard try Sessions.end(session, of: person.id, db) else { throw Failure.notFound }
        try visit.noteSecurity(.sessionEnded, db)
        return Reply.seeOther("/profile").noticing(.good, tr("The session has ended."))
    }
}
