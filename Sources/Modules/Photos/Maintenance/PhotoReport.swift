public import PortalLanguage

/// What bringing in, comparing or checking photos came to.
public struct PhotoReport: Sendable, Equatable {
    /// Collections that are new.
    public var collections = 0
    /// Albums that are new.
    public var albums = 0
    /// Photos that are new.
    public var photos = 0
    /// Photos that were there already.
    public var known = 0
    /// Photos, albums and collections that went into the trash, because the disk has them no more.
    public var removed = 0
    /// Files that could not be taken.
    public var refused = 0

    /// Nothing yet.
    public init() {}

    /// Whether anything changed, or would.
    public var isUnchanged: Bool { collections + albums + photos + removed == 0 }
}

/// One thing worth telling while photos are worked on.
public struct PhotoRemark: Sendable {
    /// The file or folder.
    public let path: String
    /// What about it.
    public let words: Message
}

/// How far it has come.
public struct PhotoProgress: Sendable {
    /// Files so far.
    public let done: Int
    /// Files in all.
    public let total: Int
}

/// Who is told.
public struct PhotoListener: Sendable {
    let progress: @Sendable (PhotoProgress) -> Void
    let remark: @Sendable (PhotoRemark) -> Void

    /// Is told how far it has come, and what is remarkable.
    public init(
        progress: @escaping @Sendable (PhotoProgress) -> Void = { _ in },
        remark: @escaping @Sendable (PhotoRemark) -> Void = { _ in }
    ) {
        self.progress = progress
        self.remark = remark
    }
}
