import PortalDatabase
import PortalKit
import PortalSecurity
import PortalValues

/// A file on its way into an album: looked at, found whole, not yet anybody's.
struct UploadedPhoto: Sendable {
    /// Where it lies, below the folder of photos.
    let place: String
    let name: MediaName
    let facts: MediaFacts
    let sha256: String
    let bytes: Int
    /// The first colours, once a rendition was made: then the picture is known to be whole.
    let placeholder: Placeholder?
    let state: Photo.RenditionState
    /// Where the renditions made so far wait, below the folder of photos.
    let renditions: String?
    /// A copy without the place that the file tells, waiting likewise; nil where it tells none.
    let clean: String?

    /// How much is made before the file is let in.
    enum Depth: Sendable {
        /// The smallest rendition: the visitor waits, the queue does the rest.
        case first
        /// All renditions: a whole folder is being brought in.
        case all
    }

    /// Looks at a file of the store and makes its first pictures. Nothing is left behind when this throws, but the file itself.
    ///
    /// - Parameter said: the name that a browser or a disk gave it.
    /// - Throws: ``MediaError`` for what is no whole photo or video, or where a tool or the disk fails.
    static func inspect(_ place: String, said: String, depth: Depth, _ store: PhotoStore) async throws -> UploadedPhoto
    {
        let path = store.full(place)
        let (type, bytes, sha256) = try await Disk.run { try look(path) }
        let facts = try await MediaFacts.read(path)
        try facts.checkSize()
        let pending = "_incoming/\(Token().text).pictures"
        let made = Renditions(folder: store.full(pending))
        var placeholder: Placeholder?
        var state = Photo.RenditionState.waiting
        do {
            switch depth {
            case .first: placeholder = try await made.makeFirst(from: path, facts)
            case .all:
                placeholder = try await made.makeAll(from: path, facts)
                state = .made
            }
        } catch .toolMissing where type.isVideo {
            // Without a tool for posters a video is kept all the same, and played.
            state = .none
        } catch {
            made.remove()
            throw error
        }
        var clean: String?
        if facts.tellsPlace {
            do {
                // Without an extension: exiftool would doubt a copy whose extension differs from its source’s.
                let copy = "_incoming/" + Token().text
                try await CleanCopy.make(of: path, at: store.full(copy))
                clean = copy
            } catch {
                made.remove()
                throw error
            }
        }
        return UploadedPhoto(
            place: place, name: MediaName(said, type: type), facts: facts, sha256: sha256, bytes: bytes,
            placeholder: placeholder, state: state, renditions: placeholder == nil ? nil : pending, clean: clean)
    }

    /// Removes what inspecting left, for a file that is not let in.
    func discard(_ store: PhotoStore) {
        if let renditions { Renditions(folder: store.full(renditions)).remove() }
        if let clean { try? Disk.remove(store.full(clean)) }
    }

    private static func look(_ path: String) throws -> (MediaType, Int, String) {
        let bytes = Disk.size(path)
        guard bytes > 0 else { throw MediaError.empty }
        guard let type = MediaType(file: path) else { throw MediaError.unknownType }
        return (type, bytes, try Disk.sha256(path))
    }
}
