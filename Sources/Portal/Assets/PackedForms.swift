import Synchronization

/// The smaller forms of a file, made when a browser first takes one and kept from then on: made at the start, they would hold up the first
/// answer of the whole portal for a fifth of a second, for files of which some are never asked for.
final class PackedForms: Sendable {
    private let bytes: [UInt8]
    // Nil while nobody asked; an inner nil where the form is not smaller.
    private let forms = Mutex<(gzip: [UInt8]??, brotli: [UInt8]??)>((nil, nil))

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var gzip: [UInt8]? {
        forms.withLock { forms in
            if let known = forms.gzip { return known }
            let made = smaller(Compression.gzip(bytes, level: 9))
            forms.gzip = .some(made)
            return made
        }
    }

    var brotli: [UInt8]? {
        forms.withLock { forms in
            if let known = forms.brotli { return known }
            let made = smaller(Compression.brotli(bytes))
            forms.brotli = .some(made)
            return made
        }
    }

    private func smaller(_ packed: [UInt8]?) -> [UInt8]? { packed.flatMap { $0.count < bytes.count ? $0 : nil } }
}
