public import PortalKit

extension FileImport {
    /// Imports a file as the command line does.
    @discardableResult
    public func run(
        file: String, into portal: TestPortal, dryRun: Bool = false, skipInvalid: Bool = false, isAgain: Bool = false,
        each: @escaping @Sendable (ImportLine) -> Void = { _ in }
    ) async throws -> ImportReport {
        try await run(
            ImportSource(file: file), portal.application, dryRun: dryRun, skipsInvalid: skipInvalid, isAgain: isAgain,
            progress: { _ in }, each: each)
    }
}
