"""The longest names and the largest amounts that the forms take, typed into them: once as many words, once as a single one that cannot
be broken. Whoever looks at the portal afterwards sees how pages hold what nobody drew them for. Usage: longest.py BASE_URL"""

import os
import sys
from datetime import timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import sync_playwright

from visiting import PASSWORD, one, sign_in, words

BASE = sys.argv[1].rstrip("/")
ZONE = ZoneInfo("Europe/Paris")

failures = []
passed = 0


def mail(most, mark):
    """Sixty-four letters are the most before the sign; the rest is the host, of labels of at most sixty-three."""
    rest = most - 65 - len(".example")
    host = ".".join(("w" * 63,) * 9)[:rest].rstrip(".").ljust(rest, "w")
    return f"{mark.ljust(64, 'w')}@{host}.example"


class Visitor:
    """Somebody who fills in forms."""

    def __init__(self, browser, name):
        self.name = name
        self.context = browser.new_context(locale="fr")
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.status = 0
        self.page.on("response", self.note)
        sign_in(self.page, BASE, name)

    def note(self, response):
        if response.request.is_navigation_request():
            self.status = response.status

    def today(self):
        """The day that the portal says it is, which need not be ours."""
        return parsedate_to_datetime(self.context.request.get(BASE + "/healthz").headers["date"]).astimezone(ZONE).date()

    def fill(self, path, fields, action=None):
        """Sends one form of a page, and says where that led."""
        self.page.goto(BASE + path)
        form = self.page.locator(f"main form[method=post][action='{action or path}']").first
        for name, value in fields.items():
            field = form.locator(f"[name='{name}']")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button:not([type=button])").last.click()
        self.page.wait_for_load_state()
        self.confirm()
        self.expect(self.page.locator("[aria-invalid=true], [data-errors]").count() == 0, path)
        return self.page.url.removeprefix(BASE).split("?")[0]

    def press(self, path, action):
        """Presses a button of a page that asks for nothing more."""
        self.page.goto(BASE + path)
        self.page.locator(f"main form[action='{action}'] button").first.click()
        self.page.wait_for_load_state()
        self.confirm()
        self.expect(self.page.locator("main .notice.bad").count() == 0, action)

    def confirm(self):
        """What is serious asks for the password again."""
        if "/confirm" in self.page.url:
            self.page.fill("main [name=password]", PASSWORD)
            self.page.locator("main form button:not([type=button])").first.click()
            self.page.wait_for_load_state()

    def expect(self, holds, what):
        global passed
        if holds and self.status < 400:
            passed += 1
        else:
            faults = self.page.locator("[data-errors], .error").all_inner_texts()
            failures.append(f"{self.name} at {what}: {self.status} {faults} (at {self.page.url})")


def people(admin, text, mark):
    admin.fill("/administration/new-person", {
        "first_name": text(64), "last_name": text(64), "email": mail(254, mark), "username": one(60).lower() if text is one else mark,
    }, "/administration/people")
    role = admin.fill("/administration/new-role", {"name": text(64)}, "/administration/roles")
    admin.fill(role, {"action": "all", "scope": "client"}, role + "/permissions")


def photos(admin, text, mark):
    collection = admin.fill("/photos/new", {"name": text(120), "description": text(900), "directory": mark})
    admin.fill(collection + "/new", {"name": text(120), "place": text(120), "directory": mark})


def business(commercial, management, text, mark):
    """A company, its client, a contract with them, signed, and the event on it."""
    company = commercial.fill("/companies/new", {
        "company_name": text(130), "siret": "732 829 320 00074", "activity": "62.01Z", "address": text(150), "complement": text(75), "postal_code": "01000",
        "town": text(100), "country": text(100), "region": text(75), "company_id": mark,
    })
    client = commercial.fill("/clients/new", {
        "first_name": text(150), "last_name": text(75), "employee_role": text(100), "email": mail(130, mark),
        "telephone": "+33 6 39 98 00 17", "company_id": company.rsplit("/", 1)[1], "client_id": mark,
    })
    contract = management.fill("/contracts/new", {
        "title": text(150), "client": client.rsplit("/", 1)[1], "amount": "9 999 999 999 999,99", "contract_id": mark,
    })
    commercial.press(contract, contract + "/transitions/send")
    commercial.fill(contract + "/signature", {"signatory": text(150)})
    today = commercial.today()
    commercial.fill("/events/new", {
        "contract": contract.rsplit("/", 1)[1], "title": text(125), "attendees": "1000000", "place": text(150), "address": text(150),
        "postal_code": "01000", "town": text(100), "notes": text(900), "event_id": mark,
        "starts": f"{today}T20:00", "ends": f"{today + timedelta(days=3)}T23:59",
    })
    commercial.fill("/clients/filters", {"name": text(60), "text": "last_name ~ " + one(60)})


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        admin, commercial, management = (Visitor(browser, name) for name in ("admin", "commercial", "management"))
        for text, mark in ((words, "words"), (one, "one")):
            people(admin, text, mark)
            photos(admin, text, mark)
            business(commercial, management, text, mark)
        browser.close()
    for line in failures:
        print("FAILED", line)
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
