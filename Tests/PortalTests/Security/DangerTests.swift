import Foundation
import PortalTestSupport
import Testing

/// What can do harm in the wrong hands stands in few places, and these are written down here.
@Suite struct DangerTests {
    private static let database = "Sources/Portal/Database/"
    private static let command = "Sources/Portal/Command/"

    /// A pattern, and where it may stand.
    static var dangers: [(what: String, pattern: Regex<Substring>, places: [String])] {
        [
            (
                "starting programs", #/\bposix_spawnp?\(|\bpopen\(|\bexecv|\bfork\(\)|[^\w.]Process\(\)/#,
                ["Sources/Portal/Processes/SpawnedChild.swift"]
            ),
            ("a shell", #/"(?:\/bin\/)?(?:sh|bash)"/#, []),
            (
                "expressions made of texts",
                #/NSRegularExpression|NSPredicate|NSExpression|try Regex\(|Regex<AnyRegexOutput>/#, []
            ),
            (
                "formats made of texts", #/String\(format:|NSString\(format|vsnprintf|\bNSLog\(/#,
                ["Sources/Portal/Templates/Filters/NumberFilters.swift"]
            ),
            ("reading XML", #/XMLParser|XMLDocument|import FoundationXML|xmlRead|xmlParse/#, []),
            (
                "things made of bytes",
                #/NSKeyedUnarchiver|NSUnarchiver|PropertyListDecoder|PropertyListSerialization/#, []
            ),
            ("unpacking archives", #/\binflate(?:Init|Back)|BZ2_bzDecompress|BrotliDecoder|archive_read/#, []),
            (
                "asking other machines", #/HTTPClient\(|URLSession|curl_easy_init|PQconnect|ClientBootstrap\(/#,
                [
                    "Sources/Portal/Kit/Services/ExternalServices/", "Sources/Portal/Mail/SMTPConnection.swift",
                    database + "PostgreSQL/PostgreSQLSession.swift", command + "Remote/", command + "Doctor/",
                ]
            ),
            ("writing to the log's own stream", #/FileHandle\.standard|\bprint\(|LoggingSystem\./#, [command]),
            ("loading code", #/\bdlopen\(|\bdlsym\(|NSClassFromString|NSSelectorFromString|JSContext/#, []),
            ("numbers that wrap", #/[^&]&[+*-][= ]/#, arithmetic),
            (
                "unsafe casts", #/unsafeBitCast|unsafeDowncast|unowned\(unsafe\)|assumingMemoryBound/#,
                [database, "Sources/Portal/Assets/CRC32.swift"]
            ),
        ]
    }

    /// Digests, check sums and dice, which are meant to wrap.
    private static let arithmetic = [
        "Sources/Modules/Photos/Media/Samples/", "Sources/Modules/Clients/Samples/", "Sources/Portal/Assets/",
        "Sources/Portal/Files/", database, "Sources/Portal/Language/", "Sources/Portal/Security/",
        "Sources/Portal/Templates/", "Sources/Portal/Values/",
        "Sources/Portal/Processes/", "Sources/Modules/Photos/", "Sources/Modules/Contracts/Instalments/",
        "Sources/Modules/Administration/Settings/",
    ]

    @Test func `what is dangerous stands only where it is written down`() {
        #expect(SourceRules.sources.count > 500)
        for file in SourceRules.sources {
            for danger in Self.dangers where file.text.contains(danger.pattern) {
                #expect(danger.places.contains { file.path.hasPrefix($0) }, "\(file.path): \(danger.what)")
            }
        }
        // A place where it is gone is one that the next reader need not look at.
        for danger in Self.dangers where danger.what != "numbers that wrap" {
            for place in danger.places {
                let stands = SourceRules.sources.contains {
                    $0.path.hasPrefix(place) && $0.text.contains(danger.pattern)
                }
                #expect(stands, "\(danger.what) is not in \(place)")
            }
        }
    }

    @Test func `no checks of the compiler are switched off`() throws {
        let package = try String(contentsOfFile: TestPlaces.root + "/Package.swift", encoding: .utf8)
        #expect(
            !package.contains("-Ounchecked") && !package.contains("unsafeFlags")
                && !package.contains("-enforce-exclusivity=unchecked"))
        #expect(package.contains("swiftLanguageModes: [.v6]"))
        for script in SourceRules.files(below: "bin", ending: "") {
            #expect(!script.text.contains("-Ounchecked"), "\(script.path)")
        }
    }

    @Test func `scripts make no HTML and no code of texts, and keep nothing in the browser`() {
        let scripts = SourceRules.files(below: "Resources/static", ending: ".js")
        #expect(scripts.count >= 3)
        let words = [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "DOMParser",
            "setHTML",
            "eval(", "new Function", "javascript:", "postMessage", "addEventListener(\"message", "localStorage",
            "sessionStorage", "indexedDB", "document.cookie", "caches.", "serviceWorker", "__proto__", "prototype",
            "import(",
            "http://", "https://", "onclick", "srcdoc",
        ]
        for script in scripts {
            for word in words { #expect(!script.text.contains(word), "\(script.path): \(word)") }
            // Names that come from elsewhere become no members of objects: a Map is for that.
            #expect(!script.text.contains(#/for \((?:const|let|var) \w+ in |setTimeout\(\s*["'`]/#), "\(script.path)")
            #expect(!script.text.contains(#/[\w)]\[[a-z]\w*\] = (?!=)/#), "\(script.path)")
        }
    }

    @Test func `templates load nothing from elsewhere, and no plug-ins`() {
        let templates = SourceRules.files(below: "Resources/templates", ending: ".html")
        #expect(templates.count > 80)
        for template in templates where !template.path.contains("/mails/") {
            for pattern in [
                #/<(?:object|embed|applet|iframe|frame|base)\b/#,
                #/\s(?:src|poster|srcset|action|data)\s*=\s*"?(?:https?:)?\/\//#,
                #/<link\b[^>]*href\s*=\s*"?(?:https?:)?\/\//#, #/<script\b(?![^>]*\ssrc=)/#, #/\son[a-z]+\s*=\s*"/#,
                #/<style\b|\sstyle="/#,
            ] as [Regex<Substring>] {
                #expect(!template.text.contains(pattern), "\(template.path)")
            }
        }
        for style in SourceRules.files(below: "Resources/scss", ending: ".scss") {
            #expect(!style.text.contains(#/url\(\s*["']?(?:https?:)?\/\//#), "\(style.path)")
        }
    }
}
