import PortalKit
import PortalLanguage
import PortalMail
import PortalTemplates

/// Why a photo should be taken down, and whom to tell what became of it.
struct ReportForm: Form {
    var reason = ""
    var contact = ""
    static let names = ["reason", "contact"]

    init(_ fields: Fields) {
        reason = fields["reason"]
        contact = fields["contact"]
    }

    /// The checked texts; notes everything that is wrong. A visitor leaves a way to be reached.
    func checked(isVisitor: Bool, _ errors: inout FieldErrors) -> (reason: String, contact: String) {
        let text = errors.lines("reason", reason, most: 2_000, optional: false)
        let contact = errors.line("contact", contact, most: 200, optional: !isVisitor)
        return (text, contact)
    }

    static let labels: [String: Message] = ["reason": tr("Reason"), "contact": tr("How to reach you")]
}

/// The form that takes a photo down.
struct ReportPage: Page {
    let photo: PhotoView
    let back, action, albumName, albumUrl: String
    let form: ReportForm
    let errors: FieldErrors
    let isVisitor: Bool

    static let template = "photos/report.html"
    static let fields: [Field<ReportPage>] = [
        .model("photo") { $0.photo }, .text("back") { $0.back }, .text("action") { $0.action },
        .text("albumName") { $0.albumName }, .text("albumUrl") { $0.albumUrl }, .flag("isVisitor") { $0.isVisitor },
        .list("errors") { $0.errors.lines(ReportForm.labels) },
        .model("reason") { $0.errors.view("reason", $0.form.reason) },
        .model("contact") { $0.errors.view("contact", $0.form.contact) },
    ]
    static var sample: ReportPage {
        ReportPage(
            photo: .sample, back: "/b", action: "/a", albumName: "Gala", albumUrl: "/photos/2026/gala",
            form: ReportForm(Fields()), errors: FieldErrors("reason", tr("Please fill this in.")), isVisitor: true)
    }
}
