"""A day at the portal, in a real browser: somebody finds a client, changes a telephone number and sees it in the history; somebody
else looks, and cannot. Without JavaScript and with it, on a phone and on a laptop. Usage: journey.py BASE_URL [--screenshots DIR]"""

import os
import re
import sys
import unicodedata
from pathlib import Path

from playwright.sync_api import sync_playwright

BASE = sys.argv[1].rstrip("/")
SHOTS = Path(sys.argv[sys.argv.index("--screenshots") + 1]) if "--screenshots" in sys.argv else None
PASSWORD = "portal-demo"

failures = []
passed = 0


class Journey:
    """One browser with one way of looking at the portal."""

    def __init__(self, browser, script, width, number):
        self.label = f"{'with' if script else 'without'} JavaScript, {width} px"
        self.name = f"{'js' if script else 'plain'}-{width}"
        # Another number each time: saving what stands there already would change nothing.
        self.telephone = f"06 39 98 00 {number:02}"
        self.context = browser.new_context(java_script_enabled=script, locale="en-GB", viewport={"width": width, "height": 800})
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def expect(self, holds, what):
        global passed
        if holds:
            passed += 1
        else:
            failures.append(f"{self.label}: {what} (at {self.page.url})")

    def look(self, what):
        """Pictures of this page, light and dark."""
        if SHOTS:
            SHOTS.mkdir(parents=True, exist_ok=True)
            for theme in ("light", "dark"):
                self.page.emulate_media(color_scheme=theme)
                self.page.screenshot(path=str(SHOTS / f"{what}-{self.name}-{theme}.png"), full_page=True)
            self.page.emulate_media(color_scheme="light")

    def text(self):
        return self.page.locator("main").inner_text()

    def sign_in(self, name):
        self.page.goto(f"{BASE}/login")
        self.look("login")
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("main form[method=post] button:not([type=button])").first.click()
        self.page.wait_for_load_state()
        self.expect("/login" not in self.page.url, f"{name} is not signed in")

    def sign_out(self):
        self.page.goto(f"{BASE}/")
        self.page.locator(".top details.menu summary").click()
        self.look("menu")
        self.page.locator("form[action$='/logout'] button").click()
        self.page.wait_for_load_state()
        self.expect(self.page.locator("form[action$='/logout']").count() == 0, "still signed in")

    def switch_language(self, before, after):
        self.expect(self.page.locator("html").get_attribute("lang") == before, f"the page is not in “{before}”")
        self.page.locator(f"header button[name=code][value={after}]").click()
        self.page.wait_for_load_state()
        self.expect(self.page.locator("html").get_attribute("lang") == after, f"the page is not in “{after}”")

    def find_accented(self):
        """A client whose name has accents, by the name without them."""
        self.page.goto(f"{BASE}/clients")
        self.look("clients")
        names = self.page.locator("tbody td:first-child a").all_inner_texts()
        name = next((name for name in names if plain(name) != name), None)
        assert name, f"nobody with accents among {names}"
        self.page.locator("main input[name=q]").fill(plain(name).lower())
        self.page.locator("main input[name=q]").press("Enter")
        self.page.wait_for_load_state()
        self.look("found")
        link = self.page.locator("tbody td:first-child a", has_text=name).first
        self.expect(link.count() == 1, f"{name} is not found as {plain(name).lower()}")
        link.click()
        self.page.wait_for_load_state()
        self.expect(self.page.locator("h1").inner_text() == name, f"this is not the page of {name}")
        return self.page.url

    def change_telephone(self):
        self.look("client")
        self.page.locator("main a[href$='/edit']").click()
        self.page.wait_for_load_state()
        self.look("edit")
        self.page.fill("[name=telephone]", "twelve")
        save = self.page.locator("main form[method=post] button:not([type=button])").last
        save.click()
        self.page.wait_for_load_state()
        self.look("refused")
        self.expect(self.page.locator("[name=telephone][aria-invalid=true]").count() == 1, "a wrong number is not refused beside its field")
        self.expect(self.page.input_value("[name=telephone]") == "twelve", "what was typed is lost")
        self.page.fill("[name=telephone]", self.telephone)
        self.page.locator("main form[method=post] button:not([type=button])").last.click()
        self.page.wait_for_load_state()
        self.look("changed")
        self.expect("Les modifications sont enregistrées." in self.text(), "no notice says that the change is saved")
        history = self.page.locator(".history li").first.inner_text()
        self.expect("Modification" in history and "commercial" in history, f"the history does not begin with the change: {history!r}")
        self.expect(self.telephone in spaced(history), f"the history does not show the new number: {history!r}")

    def only_look(self, client):
        self.page.goto(client)
        self.look("support")
        self.expect(self.page.locator("main a[href$='/edit']").count() == 0, "support is offered to edit")
        self.expect(self.telephone in spaced(self.text()), "support does not see the new number")
        response = self.page.goto(client + "/edit")
        self.look("forbidden")
        self.expect(response.status == 403, f"editing answers {response.status} to support")

    def run(self):
        self.sign_in("commercial")
        self.switch_language("en", "fr")
        self.look("home")
        client = self.find_accented()
        self.change_telephone()
        # The account remembers its language; the next journey begins like this one.
        self.switch_language("fr", "en")
        self.sign_out()
        self.sign_in("support")
        self.only_look(client)
        self.sign_out()
        self.context.close()


def plain(text):
    """Without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def spaced(text):
    """With common spaces only, since numbers are written with others."""
    return re.sub(r"\s", " ", text)


with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
    for index, (script, width) in enumerate([(False, 1280), (False, 360), (True, 1280), (True, 360)]):
        journey = Journey(chromium, script, width, 10 + os.getpid() % 80 + index)
        try:
            journey.run()
        except Exception as problem:
            failures.append(f"{journey.label}: {problem} (at {journey.page.url})")
    chromium.close()
for line in failures:
    print("FAILED", line)
print(f"{passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
