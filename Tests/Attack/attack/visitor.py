"""A browser, as far as the storms need one: cookies, forms, and the address it comes from."""

import base64
import json
import re
import secrets
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from .wire import Answer, Line

PASSWORD = "portal-demo"


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it would send untouched."""

    def __init__(self, page: str):
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.select: str | None = None
        self.area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name") or ""
        if tag == "form":
            self.forms.append((given.get("action") or "", {}))
        elif not self.forms:
            return
        elif tag == "input" and name and given.get("type") not in ("checkbox", "radio", "submit", "file"):
            self.forms[-1][1][name] = given.get("value") or ""
        elif tag == "input" and name and "checked" in given:
            self.forms[-1][1][name] = given.get("value") or "on"
        elif tag == "select":
            self.select = name
        elif tag == "textarea" and name:
            self.area = name
            self.forms[-1][1][name] = ""
        elif tag == "option" and self.select and ("selected" in given or self.select not in self.forms[-1][1]):
            self.forms[-1][1][self.select] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.forms[-1][1][self.area] += data

    def to(self, path: str) -> dict[str, str] | None:
        return next((dict(fields) for action, fields in self.forms if urlsplit(action).path == path), None)


class Visitor:
    def __init__(self, address: tuple[str, int], source: str, cookies: dict[str, str] | None = None):
        self.address, self.source = address, source
        self.line = Line(address, source)
        self.cookies = dict(cookies or {})
        self.token: str | None = None

    @property
    def base(self) -> str:
        return f"http://{self.address[0]}:{self.address[1]}"

    def copy(self, source: str) -> "Visitor":
        """The same session in another place."""
        other = Visitor(self.address, source, self.cookies)
        other.token = self.token
        return other

    def headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        head = {"Origin": self.base}
        if self.cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return head | (more or {})

    async def ask(self, method: str, target: str, more: dict[str, str] | None = None, body=b"", patience: float = 30) -> Answer:
        answer = await self.line.ask(method, target, self.headers(more), body, patience)
        for name, value in answer.headers:
            if name == "set-cookie":
                cookie, _, text = value.split(";")[0].partition("=")
                # A notice for the next page is nothing to carry about.
                if cookie.endswith("portal-notices") or not text:
                    self.cookies.pop(cookie, None)
                else:
                    self.cookies[cookie] = text
        return answer

    async def get(self, target: str, **more) -> Answer:
        return await self.ask("GET", target, **more)

    async def post(self, target: str, fields: dict[str, str], more: dict[str, str] | None = None, patience: float = 30) -> Answer:
        fields = {"_token": fresh()} | fields
        head = {"Content-Type": "application/x-www-form-urlencoded"} | (more or {})
        return await self.ask("POST", target, head, urlencode(fields).encode(), patience)

    async def api(self, method: str, target: str, content=None, more: dict[str, str] | None = None) -> Answer:
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"} | (more or {})
        body = b"" if content is None else json.dumps(content).encode()
        return await self.line.ask(method, target, head, body)

    async def sign_in(self, name: str, password: str = PASSWORD, more: dict[str, str] | None = None) -> Answer:
        return await self.post("/login", {"login": name, "password": password}, more)

    async def confirm(self, password: str = PASSWORD, more: dict[str, str] | None = None) -> Answer:
        return await self.post("/confirm", {"password": password, "next": "/"}, more)

    async def take_token(self, name: str) -> None:
        head = {"Content-Type": "application/json", "Authorization": basic(name, PASSWORD)}
        answer = await self.line.ask("POST", "/api/v1/tokens", head, b'{"name": "storm"}')
        if answer.status != 201:
            raise RuntimeError(f"no token for {name}: {answer.status} {answer.text[:300]}")
        self.token = json.loads(answer.body)["token"]


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def fresh() -> str:
    """What makes a form happen once: new for each that is sent."""
    return secrets.token_urlsafe(32)


def links(page: str, pattern: str) -> list[str]:
    return re.findall(rf'href="({pattern})"', page)
