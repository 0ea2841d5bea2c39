public import PortalDatabase

extension RequestContext {
    /// The same request as it stands now: session, permissions and settings are read anew and the route's access is asked again. For
    /// work that took its time outside a transaction, such as an upload, before it changes anything.
    ///
    /// - Throws: the ``Failure`` that a refused visitor meets.
    public func renewed(_ db: any Connection) throws -> RequestContext { try admission(request, db) }
}
