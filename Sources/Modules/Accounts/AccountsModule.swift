public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// People and their accounts: signing in, registering, forgotten passwords, the profile.
public struct AccountsModule: Module {
    public static let id = "accounts"

    /// People and their accounts.
    public init() {}

    public var title: Message { tr("Accounts") }
    public var summary: Message { tr("Signing in, registration, profile.") }
    public var optional: Bool { false }

    public var routes: [Route] {
        [
            .get("/login", .everyone, duringMaintenance: true, showLogin),
            .free(.post, "/login", .everyone, bodyLimit: Route.smallBody, duringMaintenance: true, signIn),
            .post("/logout", .everyone, duringMaintenance: true, signOut),
            .get("/register", .everyone, showRegistration),
            .free(.post, "/register", .everyone, bodyLimit: Route.smallBody, register),
            .get("/register/{token}", .everyone, showVerification),
            .free(.post, "/register/{token}", .everyone, bodyLimit: Route.smallBody, verify),
            .get("/password/forgotten", .everyone, duringMaintenance: true, showForgotten),
            .post("/password/forgotten", .everyone, bodyLimit: Route.smallBody, duringMaintenance: true, sendReset),
            .get("/password/{token}", .everyone, duringMaintenance: true, showReset),
            .free(
                .post, "/password/{token}", .everyone, bodyLimit: Route.smallBody, duringMaintenance: true,
                resetPassword),
            .get("/confirm", .signedIn, showConfirm),
            .free(.post, "/confirm", .signedIn, bodyLimit: Route.smallBody, confirm),
            .get("/profile", .signedIn, showProfile),
            .post("/profile", .signedIn, saveProfile),
            .get("/profile/security", .signedIn, showSecurity),
            .free(.post, "/profile/password", .signedIn, bodyLimit: Route.smallBody, changePassword),
            .free(.post, "/profile/email", .signedIn, bodyLimit: Route.smallBody, askNewEmail),
            .get("/email/{token}", .everyone, showNewEmail),
            .post("/email/{token}", .everyone, saveNewEmail),
            .post("/profile/sessions/end", .confirmed(.signedIn), endOtherSessions),
            .post("/profile/sessions/{session}/end", .confirmed(.signedIn), endSession),
            .post("/profile/tokens", .confirmed(.signedIn), makeToken),
            .post("/profile/tokens/{token}/revocation", .signedIn, revokeToken),
        ] + personalDataRoutes + apiRoutes
    }

    public var jobs: [Job] { [Forgetting.job, ResetRequests.job] }

    public var pages: [any Page.Type] {
        [
            LoginPage.self, RegistrationPage.self, VerificationPage.self, ForgottenPage.self, ResetPage.self,
            ConfirmAgainPage.self,
            ProfilePage.self, OwnSecurityPage.self, TokenPage.self, NewEmailPage.self, MailPage.self, MailText.self,
        ]
    }
}
