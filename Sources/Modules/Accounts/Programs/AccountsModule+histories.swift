public import PortalKit
import PortalLanguage

extension AccountsModule {
    /// How the audit log speaks of the tokens of programs.
    public func histories(_ application: PortalApplication) -> [HistoryWords] {
        [
            HistoryWords(
                of: "token", trc("history", "Token"), ["scopes": tr("What it is good for")],
                actions: ["end": (trc("history", "Ended"), "cross")])
        ]
    }
}
