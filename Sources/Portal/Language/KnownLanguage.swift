/// A language as the tools know it before it has a catalogue.
struct KnownLanguage: Sendable {
    let code: String
    /// In English.
    let englishName: String
    /// In itself.
    let ownName: String
    /// The Plural-Forms header.
    let plurals: String

    /// The language of a code, or of its less exact codes (`fr` for `fr_CH`).
    static func named(_ code: String) -> KnownLanguage? {
        if let exact = all[code] { return exact }
        return LanguageCode.parent(code).flatMap { named($0) }
    }

    private static let all: [String: KnownLanguage] = {
        var result: [String: KnownLanguage] = [:]
        for (plurals, languages) in families {
            for (code, english, own) in languages {
                result[code] = KnownLanguage(code: code, englishName: english, ownName: own, plurals: plurals)
            }
        }
        return result
    }()

    /// Languages by the way they count (GNU gettext manual, "Plural forms"; Unicode CLDR, plural rules).
    private static let families: [(plurals: String, languages: [(String, String, String)])] = [
        (
            "nplurals=1; plural=0;",
            [
                ("id", "Indonesian", "Bahasa Indonesia"), ("ja", "Japanese", "日本語"), ("ko", "Korean", "한국어"),
                ("ms", "Malay", "Bahasa Melayu"), ("th", "Thai", "ไทย"), ("vi", "Vietnamese", "Tiếng Việt"),
                ("zh", "Chinese", "中文"), ("zh_CN", "Chinese (simplified)", "简体中文"),
                ("zh_TW", "Chinese (traditional)", "繁體中文"),
            ]
        ),
        (
            "nplurals=2; plural=(n > 1);",
            [
                ("fr", "French", "Français"), ("pt_BR", "Brazilian Portuguese", "Português do Brasil"),
                ("br", "Breton", "Brezhoneg"), ("oc", "Occitan", "Occitan"), ("tr", "Turkish", "Türkçe"),
                ("fa", "Persian", "فارسی"),
            ]
        ),
        (
            "nplurals=2; plural=(n != 1);",
            [
                ("en", "English", "English"), ("bg", "Bulgarian", "Български"), ("ca", "Catalan", "Català"),
                ("co", "Corsican", "Corsu"), ("da", "Danish", "Dansk"), ("de", "German", "Deutsch"),
                ("el", "Greek", "Ελληνικά"), ("eo", "Esperanto", "Esperanto"), ("es", "Spanish", "Español"),
                ("et", "Estonian", "Eesti"), ("eu", "Basque", "Euskara"), ("fi", "Finnish", "Suomi"),
                ("gl", "Galician", "Galego"), ("hi", "Hindi", "हिन्दी"), ("hu", "Hungarian", "Magyar"),
                ("it", "Italian", "Italiano"), ("lb", "Luxembourgish", "Lëtzebuergesch"),
                ("nb", "Norwegian Bokmål", "Norsk bokmål"), ("nl", "Dutch", "Nederlands"),
                ("nn", "Norwegian Nynorsk", "Norsk nynorsk"), ("pt", "Portuguese", "Português"),
                ("sq", "Albanian", "Shqip"), ("sv", "Swedish", "Svenska"), ("ur", "Urdu", "اردو"),
            ]
        ),
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
            [
                ("be", "Belarusian", "Беларуская"), ("bs", "Bosnian", "Bosanski"), ("hr", "Croatian", "Hrvatski"),
                ("ru", "Russian", "Русский"), ("sr", "Serbian", "Српски"), ("uk", "Ukrainian", "Українська"),
            ]
        ),
        ("nplurals=2; plural=(n%10!=1 || n%100==11);", [("is", "Icelandic", "Íslenska")]),
        (
            "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
            [("cs", "Czech", "Čeština"), ("sk", "Slovak", "Slovenčina")]
        ),
        (
            "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
            [("pl", "Polish", "Polski")]
        ),
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
            [("lt", "Lithuanian", "Lietuvių")]
        ),
        ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", [("lv", "Latvian", "Latviešu")]),
        ("nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);", [("ro", "Romanian", "Română")]),
        (
            "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
            [("sl", "Slovenian", "Slovenščina")]
        ),
        ("nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);", [("ga", "Irish", "Gaeilge")]),
        ("nplurals=2; plural=(n != 1);", [("he", "Hebrew", "עברית")]),
        (
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
            [("ar", "Arabic", "العربية")]
        ),
    ]
}
