import PortalDatabase
import PortalKit

extension AdministrationModule {
    /// People are addressed by user name, or by `~` and their number where they have no account.
    var peopleRoutes: [Route] {
        [
            .get("/administration/people", .maySome(.read, .person), showPeople),
            .get("/administration/people.csv", .maySome(.read, .person), pace: .export, exportPeople),
            .get("/administration/new-person", .may(.create, .person), newPerson),
            .post("/administration/people", .may(.create, .person), createPerson),
            .get("/administration/people/{person}", .mayOn(.read, .person, path: "person"), showPerson),
            .get("/administration/people/{person}/edit", .mayOn(.update, .person, path: "person"), editPerson),
            .post(
                "/administration/people/{person}", .confirmed(.mayOn(.update, .person, path: "person")), savePerson),
            .post(
                "/administration/people/{person}/account", .confirmed(.mayOn(.update, .person, path: "person")),
                openAccount),
            .post("/administration/people/{person}/invitation", .mayOn(.update, .person, path: "person"), invitePerson),
            .post(
                "/administration/people/{person}/closure", .confirmed(.mayOn(.update, .person, path: "person")),
                closeAccount),
            .post(
                "/administration/people/{person}/reopening", .confirmed(.mayOn(.update, .person, path: "person")),
                reopenAccount),
            .post(
                "/administration/people/{person}/archive", .confirmed(.mayOn(.update, .person, path: "person")),
                archivePerson),
            .post(
                "/administration/people/{person}/restoration", .confirmed(.mayOn(.update, .person, path: "person")),
                restorePerson),
            .post(
                "/administration/people/{person}/roles", .confirmed(.mayOn(.update, .person, path: "person")), giveRole),
            .post(
                "/administration/people/{person}/roles/{role}/removal",
                .confirmed(.all([.mayOn(.update, .person, path: "person"), .mayOn(.update, .role, path: "role")])),
                takeRole),
        ] + peopleImport.routes + savedPeople.routes + [peopleSelection.route(.confirmed(.maySome(.read, .person)))]
    }

    /// Roles are addressed by name.
    var roleRoutes: [Route] {
        [
            .get("/administration/roles", .maySome(.read, .role), showRoles),
            .get("/administration/new-role", .may(.create, .role), newRole),
            .post("/administration/roles", .confirmed(.may(.create, .role)), createRole),
            .get("/administration/roles/{role}", .mayOn(.read, .role, path: "role"), showRole),
            .get("/administration/roles/{role}/edit", .mayOn(.update, .role, path: "role"), editRole),
            .post("/administration/roles/{role}", .confirmed(.mayOn(.update, .role, path: "role")), saveRole),
            .post("/administration/roles/{role}/place", .may(.update, .role), moveRole),
            .get("/administration/roles/{role}/deletion", .mayOn(.delete, .role, path: "role"), confirmDeletion),
            .post(
                "/administration/roles/{role}/deletion", .confirmed(.mayOn(.delete, .role, path: "role")), deleteRole),
            .post(
                "/administration/roles/{role}/permissions", .confirmed(.mayOn(.update, .role, path: "role")),
                addPermission),
            .post(
                "/administration/roles/{role}/permissions/{permission}/removal",
                .confirmed(.mayOn(.update, .role, path: "role")), removePermission),
        ]
    }

    /// Why somebody may do something, and who may do it at all.
    var accessRoutes: [Route] {
        [
            .get("/administration/access", .all([.may(.read, .role), .may(.read, .person)]), explainAccess),
            .get("/administration/access/{scope}", .all([.may(.read, .role), .may(.read, .person)]), showAudience),
            .get(
                "/administration/access/{scope}/{element}", .all([.may(.read, .role), .may(.read, .person)]),
                showAudience),
        ]
    }

    /// How the portal is set and how it runs.
    var systemRoutes: [Route] {
        [
            .get("/administration/personal-data", .may(.update, .person), showProposals),
            .get("/administration/personal-data/register", .may(.update, .person), showRegister),
            .get(
                "/administration/personal-data/{kind}/{subject}/postponement", .may(.update, .person), askPostponement),
            .post("/administration/personal-data/{kind}/{subject}/postponement", .may(.update, .person), postpone),
            .get("/administration/settings", .may(.read, .settings), showSettings),
            .post("/administration/settings", .may(.update, .settings), saveSettings),
            .get("/administration/maintenance", .may(.update, .settings), showMaintenance),
            .post("/administration/maintenance", .may(.update, .settings), saveMaintenance),
            .get("/administration/jobs", .may(.read, .settings), showJobs),
            .get("/administration/mails", .may(.read, .settings), showMails),
            .post("/administration/mails/{mail}/redelivery", .may(.update, .settings), redeliverMail),
            .get("/administration/audit", .may(.read, .audit), showAudit),
            .get("/administration/audit.csv", .may(.read, .audit), pace: .export, exportAudit),
            .get("/administration/audit/security", .may(.read, .audit), showSecurity),
            .get("/administration/audit/verification", .may(.read, .audit), pace: .export, verifyAudit),
            .get("/style", .may(.read, .settings), showStyle),
        ]
    }
}
