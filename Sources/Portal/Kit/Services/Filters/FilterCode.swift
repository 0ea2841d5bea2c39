/// What can be wrong with a filter. The raw values are stable: programs may compare them.
public enum FilterCode: String, Sendable, Hashable, CaseIterable {
    /// More characters than ``FilterQuery/longest``.
    case tooLong = "too-long"
    /// Parentheses and “not” nested deeper than ``FilterQuery/deepest``.
    case tooDeep = "too-deep"
    /// More conditions than ``FilterQuery/mostTerms``, values in parentheses than ``FilterQuery/mostValues``, or fields in an order than
    /// ``FilterQuery/mostOrders``.
    case tooMany = "too-many"
    /// A field that stands in an order twice.
    case repeatedField = "repeated-field"
    /// A sign that means nothing there, or that cannot be seen.
    case unexpectedCharacter = "unexpected-character"
    /// A quotation mark without its partner.
    case unterminatedString = "unterminated-string"
    /// A parenthesis without its partner.
    case unbalancedParenthesis = "unbalanced-parenthesis"
    /// Something else where a field's name should be.
    case expectedField = "expected-field"
    /// A field, and nothing asked of it.
    case expectedOperator = "expected-operator"
    /// An operator without a value.
    case expectedValue = "expected-value"
    /// Two conditions without “and” or “or” between them.
    case expectedConjunction = "expected-conjunction"
    /// A field that does not exist, or that whoever asks may not see.
    case unknownField = "unknown-field"
    /// Something that cannot be asked of this kind of field.
    case unknownOperatorForType = "unknown-operator-for-type"
    /// Not a date, or one that no calendar has.
    case badDate = "bad-date"
    /// Not a number, or one out of bounds.
    case badNumber = "bad-number"
    /// None of the values that the field can have.
    case badEnum = "bad-enum"
    /// An identifier or user name that nobody has, or nobody whom the asking person may see.
    case unknownReference = "unknown-reference"
}
