import PortalConfiguration
import PortalKit
import PortalSecurity

/// Whether common passwords would be refused.
enum CommonList {
    static func findings(_ configuration: Configuration) -> [Finding] {
        do throws(CommonPasswordsError) {
            let list = try CommonPasswords(resources: configuration.resources)
            return [.good("passwords", "\(list.count) common ones are refused")]
        } catch {
            return [.bad("passwords", "\(error)")]
        }
    }
}
