extension PortalApplication {
    /// The version, as the footer and the changelog name it.
    public static let version = "0.1.0"
}
