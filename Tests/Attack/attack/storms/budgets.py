"""What one person may ask of the portal, asked as dearly as it can be: filters, imports, forms with files."""

import itertools
from urllib.parse import quote

from ..raid import Raid, storm, together
from ..ugly import BOUNDARY, part
from ..visitor import Forms, Visitor, fresh

MULTIPART = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def cut(text: str, most: int) -> str:
    """No longer than a filter may be, and whole at the end."""
    return text[:most].rsplit(",", 1)[0] if len(text) > most else text


FILTERS = [
    "sort by " + cut("last_name,first_name,email,company.town,company.name," * 60, 1_890).rstrip(","),
    "sort by " + cut("company.name desc,company.town,last_name desc,creation_date," * 60, 1_890).rstrip(","),
    " or ".join(["email=x"] * 143),
    " or ".join(f'last_name~"{letter}"' for letter in (f"{a}{b}" for a in "qwxzk" for b in "qwxzkjvy"))[:1_800].rsplit(" or ", 1)[0],
    " or ".join(f'company.name~"{letter}q"' for letter in "abcdefghijklmnopqrstuvwxyz"),
    "not (" * 9 + 'last_name~"qq"' + ")" * 9 + " sort by company.town desc, last_name",
    'email !~ "zzz" and last_name !~ "zzz" and company.name !~ "zzz" sort by company.name, last_name desc limit 500 offset 19000',
]
#: The same of contracts, one relation further away.
FAR_FILTERS = [
    "sort by " + cut("client.last_name,client.email,client.company.town,client.company.name,title," * 60, 1_890).rstrip(","),
    " or ".join(f'client.company.name~"{letter}q"' for letter in "abcdefghijklmnopqrstuvwxyz"),
    'client.company.town !~ "zzz" and client.email !~ "zzz" sort by client.company.town desc, client.last_name limit 500 offset 4000',
]
SEARCHES = ["e", "a e i o u", "zoe mar", " ".join("abcdefghijklmnopqrstuvwxyz"), "lefevre " * 12, "lefevre " * 200, "%" * 90, "- " * 1_000]


@storm("filters", "orders of 1,900 characters, 143 alternatives, long searches, in pages and in the interface",
       environment={"PORTAL_API_RATE": "0"})
async def filters(raid: Raid):
    somebody = raid.visitor("management")
    pages = [f"{path}?filter={quote(text)}" for text in FILTERS for path in ("/clients", "/api/v1/clients")]
    pages += [f"{path}?filter={quote(text)}" for text in FAR_FILTERS for path in ("/contracts", "/api/v1/contracts")]
    pages += [f"{path}?q={quote(text)}" for text in SEARCHES for path in ("/clients", "/companies", "/contracts", "/events")]
    pages += ["/clients?page=100000", "/clients?sort=company&way=desc&page=390", "/api/v1/clients?limit=500&offset=19000"]
    for page in itertools.islice(itertools.cycle(pages), raid.number * len(pages) // 2, None):
        if not raid.goes_on:
            break
        head = {"Authorization": f"Bearer {somebody.token}"} if page.startswith("/api") else somebody.headers()
        what = page.replace("%20", " ").replace("%22", '"')[:60]
        await raid.noting(what, somebody.line.ask("GET", page, head, patience=raid.left + 1))


def file(name: str, content: str) -> bytes:
    return (part("_token", fresh()) + part("file", content, name) + f"--{BOUNDARY}--\r\n").encode()


@storm("import", "files of 20,000 contracts, looked at and stored, while others save")
async def imports(raid: Raid):
    # In a browser of their own: whoever types a password again gets a new session, and the bystander's would end.
    somebody = Visitor(raid.site.address, raid.source)
    await somebody.sign_in("management")
    client = raid.site.client
    turn = 0
    while raid.goes_on:
        # A file that is kept, and one of which every line is refused, by turns.
        lines = (f"Import {index},1,{client if turn % 2 == 0 else 'NOBODY'}" for index in range(20_000))
        body = file("contracts.csv", "title,amount,client_id\n" + "\n".join(lines) + "\n")
        turn += 1
        asking = somebody.ask("POST", "/contracts/import", MULTIPART, body, patience=raid.left + 1)
        sent = await raid.noting("sending a file", asking)
        if sent is None or sent.status != 303:
            await raid.pause(1)
            continue
        place = sent.header("location") or ""
        page = await raid.noting("what the file would do", somebody.get(place, patience=raid.left + 1))
        fields = Forms(page.text).to(place.split("?")[0]) if page else None
        if fields is None:
            continue
        fields |= {"_password": "portal-demo"}
        await raid.noting("storing it", somebody.post(place, fields, patience=raid.left + 1))
    # Looking at a file only reads: as long as nothing was stored, nobody's save could have waited for it.
    if not any(what == "storing it" and said.isdigit() for what, said in raid.tally.kinds):
        raid.tally.wrong.append("no file came as far as being stored; the storm was too short to say anything")


@storm("forms", "8 uploads at once of 480 text fields of 250 KB each")
async def forms(raid: Raid):
    text = ("x" * 1000 + "\r\n") * 249
    pieces = [part(f"field-{index}", text).encode() for index in range(480)]
    end = f"--{BOUNDARY}--\r\n".encode()
    album = raid.site.album
    routes = [
        ("management", f"{album}/uploads"), ("management", "/contracts/import"), ("commercial", "/events/import"),
        ("management", f"/contracts/{raid.site.contract}/scans"),
    ]

    async def send(index: int):
        name, route = routes[index]
        somebody = raid.visitor(name)
        while raid.goes_on:
            start = part("_token", fresh()).encode()
            length = len(start) + sum(map(len, pieces)) + len(end)
            head = MULTIPART | {"Content-Length": str(length)}
            body = itertools.chain([start], pieces, [end])
            await raid.noting(f"texts to {route}", somebody.ask("POST", route, head, body, patience=raid.left + 1))

    # Two clients, four each.
    await together(raid, 4, send)

