"""The ugliest bodies, of a wished size: JSON, forms, forms with files."""

from collections.abc import Callable

BOUNDARY = "storm-boundary-0123456789"


def members(count: int) -> bytes:
    return ("{" + ",".join(f'"{index}":0' for index in range(count)) + "}").encode()


def filled(unit: str | Callable[[int], str], size: int, start: str = "", end: str = "") -> bytes:
    """The same again and again (or numbered), between a start and an end, up to the size."""
    if isinstance(unit, str):
        return (start + unit * max((size - len(start) - len(end)) // len(unit.encode()), 1) + end).encode()
    pieces, length, index = [], len(start) + len(end), 0
    while length < size:
        pieces.append(unit(index))
        length += len(pieces[-1])
        index += 1
    return (start + "".join(pieces) + end).encode()


def record_bodies(size: int) -> list[tuple[str, bytes]]:
    return [
        ("members", filled(lambda index: f',"{index}":0', size, '{"a":0', "}")),
        ("one member often", filled(',"a":0', size, '{"a":0', "}")),
        ("a known member often", filled(',"last_name":"x"', size, '{"last_name":"x"', "}")),
        ("depth", filled("[", size)),
        ("depth, closed", b"[" * (size // 2) + b"]" * (size // 2)),
        ("depth of objects", filled('{"a":', size)),
        ("zeros", filled("0,", size, '{"last_name":[', "0]}")),
        ("empty texts", filled('"",', size, '{"scopes":[', '""]}')),
        ("a long name", filled("n", size, '{"', '":0}')),
        ("a long number", filled("9", size, '{"amount":', "}")),
        ("a long fraction", filled("9", size, '{"amount":0.', "}")),
        ("a long exponent", filled("9", size, '{"amount":1e', "}")),
        ("a long text", filled("x", size, '{"last_name":"', '"}')),
        ("a text of escapes", filled("\\u00e9", size, '{"last_name":"', '"}')),
        ("halves of characters", filled("\\ud83d", size, '{"last_name":"', '"}')),
        ("marks", filled("\u0301\u0323", size, '{"last_name":"e', '"}')),
        ("families", filled("\U0001f469\u200d\U0001f469\u200d", size, '{"last_name":"', '"}')),
        ("an address of dots", filled("a.", size, '{"email":"', 'a@a.example"}')),
        ("an address of signs", filled("@", size, '{"email":"a', '.example"}')),
        ("a telephone", filled("0 ", size, '{"telephone":"+', '"}')),
        ("blanks", filled(" \n\t", size, "{", "}")),
        ("no UTF-8", b'{"last_name":"' + b"\xff\xc0" * (size // 2) + b'"}'),
        ("no end", filled("x", size, '{"last_name":"')),
        ("rubbish", bytes(index * 31 & 255 for index in range(size))),
    ]


def form_bodies(size: int, token: str) -> list[tuple[str, bytes]]:
    start = f"_token={token}&"
    return [
        ("fields", filled(lambda index: f"f{index}=1&", size, start)),
        ("one field often", filled("last_name=1&", size, start)),
        ("a long value", filled("%C3%A9", size, start + "last_name=")),
        ("a long name", filled("n", size, start)),
        ("marks", filled("%CC%81", size, start + "last_name=e")),
        ("families", filled("%F0%9F%91%A9%E2%80%8D", size, start + "title=")),
        ("a long password", filled("p", size, start + "login=admin&_password=p&password=")),
        ("an address of signs", filled("%40", size, start + "email=a")),
        ("an amount", filled("9", size, start + "amount=")),
        ("lines", filled("%0D%0A", size, start + "notes=")),
        ("a filter", filled("(", size, start + "name=x&filter=")),
        ("plus signs", filled("+", size, start + "last_name=")),
        ("broken escapes", filled("%C3%", size, start + "last_name=")),
        ("separators", filled("&=", size, start)),
        ("a long token", filled("t", size, "_token=")),
        ("rubbish", bytes(index * 31 & 255 for index in range(size))),
    ]


def part(name: str, value: str, file: str | None = None) -> str:
    named = f'; filename="{file}"' if file else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n{value}\r\n'


def file_bodies(size: int, token: str) -> list[tuple[str, bytes]]:
    start, end = part("_token", token), f"--{BOUNDARY}--\r\n"
    return [
        ("parts", filled(lambda index: part(f"f{index}", ""), size, start, end)),
        ("files", filled(lambda index: part("file", "", f"{index}.jpg"), size, start, end)),
        ("a long text", filled("x", size, start + f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "\r\n" + end)),
        ("almost boundaries", filled(
            f"\r\n--{BOUNDARY[:-1]}", size,
            start + f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n', "\r\n" + end)),
        ("a head without end", filled("X: y\r\n", size, f"--{BOUNDARY}\r\n")),
        ("no boundary at all", filled("\r\n-", size)),
        ("line ends in a file", filled(
            "\r", size, start + f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n')),
    ]
