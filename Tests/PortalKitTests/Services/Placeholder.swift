import Testing
@testable import PortalKit
@Test func `placeholder`() {}
