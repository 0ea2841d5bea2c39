import Logging
public import PortalDatabase
public import PortalValues

extension PortalApplication {
    /// Notes an event that a job finds out: in the log for people, and in the technical one.
    public func noteSecurity(_ event: SecurityEvent, at now: Instant, _ db: any Connection) throws {
        logger.tell(event)
        try SecurityLog.add(event, at: now, db)
    }
}

extension RequestContext {
    /// What the visitor calls their browser, in short.
    public var device: String { DeviceName.of(request.header("user-agent")) }

    /// Notes in the security log what this visitor does to their own account, as part of a unit of work. Nothing for a visitor who has
    /// not signed in.
    public func noteSecurity(_ kind: SecurityKind, detail: String = "", _ db: any Connection) throws {
        guard let person = actor.person else { return }
        try noteSecurity(kind, of: person.id, account: person.username, detail: detail, db)
    }

    /// The same about somebody's account: of who signs in at this moment; with `asOther`, of whom this visitor changes.
    public func noteSecurity(
        _ kind: SecurityKind, of person: Int64?, account: String, asOther: Bool = false, detail: String = "",
        _ db: any Connection
    ) throws {
        try application.noteSecurity(event(kind, person, account, asOther: asOther, detail), at: now, db)
    }

    /// The same in a unit of work of its own, for what failed: a failure changes nothing else. It is never in the way of the answer;
    /// where the database cannot take it, the technical log has it.
    public func noteFailure(
        _ kind: SecurityKind, of person: Int64?, account: String, detail: String = ""
    ) async {
        let event = event(kind, person, account, asOther: false, detail)
        application.logger.tell(event)
        let times = application.securityFolds.due(event.fold(at: now), at: now)
        guard times > 0 else { return }
        do {
            try await application.database.adjust { [now] db in try SecurityLog.add(event, times: times, at: now, db) }
        } catch {
            application.logger.error("the security log cannot be written: \(error)")
        }
    }

    /// The same about whoever has signed in, or about a visitor's address.
    public func noteFailure(_ kind: SecurityKind, detail: String = "") async {
        await noteFailure(kind, of: actor.id, account: actor.person?.username ?? "", detail: detail)
    }

    private func event(
        _ kind: SecurityKind, _ person: Int64?, _ account: String, asOther: Bool, _ detail: String
    ) -> SecurityEvent {
        let isOther = asOther && actor.id != person
        return SecurityEvent(
            kind, person: person, account: account, actor: isOther ? actor.id : nil,
            actorName: isOther ? actor.auditName : "", address: request.address, device: device, detail: detail)
    }
}

extension Logger {
    /// One line that programs can read, so that whoever collects logs has the events too; the text is the same for all of them.
    fileprivate func tell(_ event: SecurityEvent) {
        var metadata: Metadata = [
            "event": "\(event.kind.rawValue)", "account": "\(event.account)", "address": "\(event.address)",
        ]
        if let person = event.person { metadata["person"] = "\(person)" }
        if !event.actorName.isEmpty { metadata["by"] = "\(event.actorName)" }
        if !event.device.isEmpty { metadata["device"] = "\(event.device)" }
        if !event.detail.isEmpty { metadata["detail"] = "\(event.detail)" }
        log(level: event.kind.isFailure ? .notice : .info, "security", metadata: metadata)
    }
}
