import PortalDatabase
public import PortalKit
import PortalLanguage

extension PhotosModule {
    /// The door to all photos: `read` to look at any, `write` to change any; which ones, the other two scopes say.
    public static let photos = Scope("photos", title: tr("Photos"))

    /// Collections of albums, known by the name of their folder.
    public static let collection = Scope(
        "collection", title: tr("Photo collections"), elements: .may,
        storage: Scope.Storage(table: "photo_collection", key: "path", label: "name", normalise: { $0 }))

    /// Albums, known by the names of both folders: `2026/gala`. A right over a collection covers its albums.
    public static let album = Scope(
        "album", title: tr("Photo albums"), elements: .must,
        storage: Scope.Storage(table: "photo_album", key: "path", label: "name", normalise: { $0 }),
        parent: Scope.Parent("collection", column: "photo_album.collection_id"))
}
