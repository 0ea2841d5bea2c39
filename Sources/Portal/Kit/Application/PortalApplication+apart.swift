import NIOPosix

extension PortalApplication {
    /// Runs work that blocks (hashing a password) away from the threads that serve requests.
    public func apart<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
