import PortalLanguage

/// Who is let in while the portal is being worked on: whoever may change the settings, since they alone can end it.
public enum Maintenance {
    /// The scope whose `update` opens the door.
    public static let scope = Scope("settings", title: tr("Settings"))

    static func admits(_ context: RequestContext) -> Bool { context.may(.update, scope) }
}
