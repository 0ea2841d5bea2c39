public import PortalKit
public import PortalLanguage
public import PortalTemplates

/// Galleries: collections of albums of photos and videos, each byte of which obeys the permissions.
public struct PhotosModule: Module {
    /// Names the module in addresses, templates and settings.
    public static let id = "photos"

    /// Galleries.
    public init() {}

    /// What the menu calls it.
    public var title: Message { tr("Photos") }
    /// One sentence for the settings page.
    public var summary: Message { tr("Collections and albums of photos, shown to those they are meant for.") }
    /// What its rights are about.
    public var scopes: [Scope] { [Self.photos, Self.collection, Self.album] }

    /// Photos.
    public var menu: [MenuEntry] {
        [MenuEntry(tr("Photos"), icon: "photo", path: "/photos", access: .may(.read, Self.photos))]
    }

    /// Every page.
    public var pages: [any Page.Type] {
        [
            CollectionListPage.self, CollectionPage.self, CollectionFormPage.self, AlbumPage.self, AlbumFormPage.self,
            PhotoPage.self, PhotoFormPage.self, UploadPage.self, GalleryDeletePage.self,
            LinkListPage.self, SharedAlbumPage.self, SharedPhotoPage.self, SharedPasswordPage.self, ReportPage.self,
            ReportListPage.self, ReportMail.self, ReportMailText.self, TrashPage.self, RemovalPage.self, QueuePage.self,
            SearchPage.self, PhotoGridPage.self, PlacesPage.self,
        ]
    }
}
