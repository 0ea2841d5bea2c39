import Foundation
import PortalKit

extension AuditActor {
    /// Whoever sits at the command line, by the name the machine knows them under.
    static var terminal: AuditActor {
        AuditActor(id: nil, name: "portal (\(NSUserName()))", address: "command line", requestID: "")
    }
}
