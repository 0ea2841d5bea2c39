public import PortalDatabase

/// Carries a reply of 400 or above out of a unit of work, so that the unit is undone.
private struct Undone: Error {
    let reply: HandlerResponse
}

extension RequestContext {
    /// Does for a form that was read by hand (a form with files) what `.post` does for the others: one transaction, exactly once by the
    /// form's token, undone as a whole when the reply is 400 or above. Who asks and whether they may is found out again inside it,
    /// since a large body takes its time.
    ///
    /// The change may run again after a conflict, as every unit of work may.
    ///
    /// - Parameter fields: what was sent, the hidden token included; the inner visit's form.
    /// - Throws: ``Failure`` as the gate does, 400 without a token, and what the change throws.
    public func once(
        _ fields: Fields, _ change: @escaping @Sendable (RequestContext, any Connection) throws -> HandlerResponse
    ) async throws -> HandlerResponse {
        var request = self.request
        request.form = fields
        do {
            return try await application.database.write { [request] db in
                let context = try admission(request, db)
                let reply = try IdempotencyKeys.once(context, db) { try change(context, db) }
                if reply.status >= 400 { throw Undone(reply: reply) }
                return reply
            }
        } catch let undone as Undone {
            return undone.reply
        }
    }
}
