import PortalLanguage
import PortalValues

@testable import PortalTemplates

struct Home: Model {
    var street = "rue"
    var number = 1

    static let fields: [Field<Home>] = [.text("street") { $0.street }, .number("number") { $0.number }]
}

struct Person: Model {
    var name = "Ada"
    var age = 36
    var city: String?
    var active = true
    var tags: [String] = []
    var home = Home()

    static let fields: [Field<Person>] = [
        .text("name") { $0.name },
        .number("age") { $0.age },
        .optionalText("city") { $0.city },
        .flag("active") { $0.active },
        .texts("tags") { $0.tags },
        .model("home") { $0.home },
    ]
}

struct Link: Model {
    var label = "Home"
    var url = "/"

    static let fields: [Field<Link>] = [.text("label") { $0.label }, .text("url") { $0.url }]
}

/// The frame of the tests.
struct TestFrame: Model {
    var site = "Portail & co"
    var links = [Link(), Link(label: "A & B", url: "/ab?x=1&y=2")]

    static let fields: [Field<TestFrame>] = [.text("site") { $0.site }, .list("links") { $0.links }]
}

/// The same values as in Tests/Judges/jinja/data.json, and some that only this language has.
struct Sample: Page {
    static let template = "page.html"
    static let sample = Sample()

    var title = "Fête & <Soirée>"
    var address = "/clients?q=a&b=1"
    var script = "javascript:alert(1)"
    var people = [
        Person(name: "Zoé <Z>", age: 31, city: "Lyon", tags: ["a", "b&c"], home: Home(street: "rue d'Or", number: 4)),
        Person(name: "amir", age: 17, active: false, home: Home(street: "av. \"X\"", number: 12)),
        Person(name: "Bea", age: 54, city: "Nîmes", tags: ["c"], home: Home(street: "quai", number: 1)),
    ]
    var owner = Person(name: "Olga", age: 40, tags: ["x"], home: Home(street: "place", number: 7))

    static let plain: [Field<Sample>] = [
        .text("title") { $0.title },
        .text("quote") { _ in "It's \"quoted\"" },
        .number("count") { _ in 3 },
        .number("one") { _ in 1 },
        .number("zero") { _ in 0 },
        .number("big") { _ in 1_234_567 },
        .number("negative") { _ in -7 },
        .decimal("ratio") { _ in 2.5 },
        .decimal("third") { _ in 1.0 / 3 },
        .decimal("tiny") { _ in 1e-7 },
        .decimal("huge") { _ in 1e22 },
        .flag("yes") { _ in true },
        .flag("no") { _ in false },
        .text("empty") { _ in "" },
        .optionalText("nothing") { _ in nil },
        .text("address") { $0.address },
        .text("long") { _ in "The quick brown fox jumps over the lazy dog, again and again." },
        .text("accents") { _ in "éàü ça – où ?" },
        .texts("words") { _ in ["pear", "Apple", "fig", "<b>"] },
        .numbers("numbers") { _ in [3, 1, 2] },
        .texts("noWords") { _ in [] },
        .list("people") { $0.people },
        .list("nobody") { _ in [Person]() },
        .model("owner") { $0.owner },
    ]

    static let ours: [Field<Sample>] = [
        .text("script") { $0.script },
        .money("price") { _ in Money(cents: 123_450) },
        .optionalMoney("noPrice") { _ in nil },
        .day("birthday") { _ in Day(number: 20_000) },
        .instant("moment") { _ in Instant(seconds: 1_700_000_000) },
        .optionalInstant("never") { _ in nil },
        .message("greeting") { _ in tr("Tom & Jerry") },
        .markup("bold") { _ in Markup(html: "<b title=\"x\">&amp;</b>") },
        .optionalModel("boss") { _ in Optional<Person>.none },
        .text("note") { _ in "**fat** <script>x</script> [x](javascript:alert(1))" },
    ]

    static let fields = plain + ours
}
