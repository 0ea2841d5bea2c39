import Testing

@testable import Accounts

@Suite struct UsernameTests {
    @Test(arguments: [
        ("Zoé", "Lefèvre", "zlefevre"), ("Jean-Baptiste", "Œuvrard", "joeuvrar"),
        ("Noël", "d’Été de la Rue", "ndetedel"),
        ("Łukasz", "Ångström", "langstro"), ("明", "李", "account"), ("", "Cher", "cher"),
    ])
    func `a user name is one letter of the first name and seven of the last, in plain letters`(
        first: String, last: String, name: String
    ) {
        #expect(Username.proposed(first: first, last: last) == name)
    }
}
