"""Photos in a browser: sending them with and without scripts, over a connection that is cut; the viewer by hand and by address; every page
without a fault of accessibility, light and dark, on a desk and on a phone. Usage: photos.py BASE_URL [--shots DIR]"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from visiting import settle

BASE = sys.argv[1].rstrip("/")
SHOTS = Path(sys.argv[sys.argv.index("--shots") + 1]) if "--shots" in sys.argv else None
PASSWORD = "portal-demo"

failures = []
passed = 0


def check(label, holds, seen=""):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(f"{label}{f': {seen}' if seen != '' else ''}")


def draw(folder):
    """One lying, one that a camera held upright has stored lying, one of several pieces, and one that is no picture."""

    def vips(*words):
        subprocess.run(["vips", *words], check=True, cwd=folder)

    def paint(name, width, height, colour, *options):
        vips("black", "ground.v", str(width), str(height), "--bands", "3")
        vips("linear", "ground.v", "colour.v", "0 0 0", colour, "--uchar")
        vips("draw_circle", "colour.v", "255 240 200", str(width // 3), str(height // 3), str(height // 6), "--fill")
        vips("copy", "colour.v", name + "[Q=85]")

    paint("lying.jpg", 900, 600, "40 110 160")
    paint("upright.jpg", 840, 630, "150 60 90")
    subprocess.run(["exiftool", "-q", "-overwrite_original", "-n", "-Orientation=6", "upright.jpg"], check=True, cwd=folder)
    paint("wide.jpg", 1600, 400, "60 130 70")
    vips("gaussnoise", "noise.v", "3000", "2200", "--sigma", "60")
    vips("cast", "noise.v", "grain.v", "uchar")
    vips("copy", "grain.v", "large.jpg[Q=97]")
    (folder / "no-picture.jpg").write_bytes(b"<html>Good evening</html>")
    assert (folder / "large.jpg").stat().st_size > 5 << 20


def sign_in(page):
    page.goto(f"{BASE}/login")
    page.fill("[name=login]", "admin")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button:not([type=button])").first.click()
    page.wait_for_load_state()
    page.context.request.post(f"{BASE}/language", form={"code": "en", "back": "/"}, headers={"Origin": BASE})


def plain(browser, folder):
    """A collection and an album with two photos, made in a browser without scripts."""
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    sign_in(page)
    name = f"Browser {int(time.time())}"
    page.goto(f"{BASE}/photos/new")
    page.fill("[name=name]", name)
    page.locator("main form button").first.click()
    check("the collection is made", page.locator("h1").inner_text() == name, page.url)
    page.goto(page.url.split("?")[0] + "/new")
    page.fill("[name=name]", "First evening")
    page.locator("main form button").first.click()
    album = page.url.split("?")[0]
    page.goto(album + "/uploads")
    page.set_input_files("[name=file]", [folder / "lying.jpg", folder / "upright.jpg"])
    page.get_by_role("button", name="Add to the album").click()
    check("without scripts: sent, and in edit mode", page.url == album + "?edit=1", page.url)
    check("without scripts: two photos are there", page.locator("[data-photos] > li").count() == 2)
    page.goto(album)
    page.locator("[data-photos] > li > a").first.click()
    check("without scripts: a photo leads to its page", page.url == album + "/lying.jpg", page.url)
    check("without scripts: and on to the next", page.locator("a[rel=next]").count() == 1)
    context.close()
    return album


def sending(page, album, folder):
    """Several files; the connection breaks once, in the middle of the large one."""
    cut = []

    def break_once(route):
        if route.request.method == "PATCH" and "offset=0" not in route.request.url and not cut:
            cut.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", break_once)
    page.goto(album + "/uploads")
    page.set_input_files("[name=file]", [folder / name for name in ("large.jpg", "wide.jpg", "lying.jpg", "no-picture.jpg")])

    def state(name):
        return page.locator(".uploads li", has_text=name).locator(".upload-state")

    expect(state("wide.jpg")).to_have_text("Added", timeout=60_000)
    expect(state("large.jpg")).to_have_text("Added", timeout=120_000)
    check("the connection was cut once", len(cut) == 1)
    check("a known photo is said to be known", "already" in state("lying.jpg").inner_text(), state("lying.jpg").inner_text())
    link = page.locator(".uploads a", has_text="lying.jpg")
    check("and leads to the first", link.get_attribute("href").endswith("/lying.jpg"))
    check("what is no picture is refused in words", len(state("no-picture.jpg").inner_text()) > 10, state("no-picture.jpg").inner_text())
    summary = page.locator("[data-summary]").inner_text()
    check("the files are counted", summary == "2 of 4", summary)
    look(page, "uploading")
    page.locator("[data-finished]").click()
    check("the way leads to the edit mode", page.url == album + "?edit=1", page.url)
    check("four photos are there", page.locator("[data-photos] > li").count() == 4)
    page.unroute("**/uploads/*")


def selecting(page, album):
    page.goto(album + "?edit=1")
    page.locator(".pick input").nth(0).click()
    page.locator(".pick input").nth(2).click(modifiers=["Shift"])
    check("Shift ticks a range", page.locator(".pick input:checked").count() == 3)
    check("ticked ones are counted", page.locator("[data-chosen]").inner_text() == "3 chosen")
    page.get_by_label("Choose all").check()
    check("all are ticked", page.locator(".pick input:checked").count() == 4)


def viewing(page, album):
    dialog = page.locator("dialog.viewer")

    def number():
        return page.locator("dialog.viewer [data-number]").inner_text()

    page.goto(album)
    page.locator("[data-photos] > li > a").first.click()
    expect(dialog).to_be_visible()
    check("a click opens the first", number() == "1 of 4" and page.url.endswith("#1"), f"{number()} {page.url}")
    page.keyboard.press("ArrowRight")
    check("an arrow goes on", number() == "2 of 4" and page.url.endswith("#2"), f"{number()} {page.url}")
    page.keyboard.press("End")
    check("End goes to the last", number() == "4 of 4")
    page.keyboard.press("ArrowRight")
    check("and nothing comes after it", number() == "4 of 4")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    check("+ enlarges", page.locator(".viewer-stage.zoomed").count() == 1)
    page.keyboard.press("-")
    check("- takes it back", page.locator(".viewer-stage.zoomed").count() == 0)
    look(page, "viewer")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.wait_for_url(lambda url: "#" not in url)
    focused = page.evaluate("[...document.querySelectorAll('[data-photos] > li > a')].indexOf(document.activeElement)")
    check("Esc closes, and the focus is on the photo shown last", focused == 1, focused)
    page.locator("[data-photos] > li > a").first.click()
    drag(page, -200, 0)
    check("a pull to the left goes on", number() == "2 of 4", number())
    drag(page, 200, 0)
    check("a pull to the right goes back", number() == "1 of 4", number())
    drag(page, 0, 250)
    expect(dialog).not_to_be_visible()
    page.wait_for_url(lambda url: "#" not in url)
    page.goto(album + "#2")
    page.reload()
    expect(dialog).to_be_visible()
    check("#2 opens the second", number() == "2 of 4", number())
    page.evaluate("location.hash = '#3'")
    page.wait_for_function("document.querySelector('[data-number]').textContent.startsWith('3')")
    check("another number in the address follows", number() == "3 of 4")
    like = page.get_by_role("button", name="Favourite")
    like.click()
    page.wait_for_timeout(500)
    check("a photo is liked", like.get_attribute("aria-pressed") == "true")
    page.get_by_role("button", name="Close").click()
    page.wait_for_url(lambda url: "#" not in url)
    page.reload()
    check("and stays so", page.locator("[data-photos] > li").nth(2).locator("[data-favourite]").count() == 1)
    page.goto(album + "/upright.jpg")
    page.wait_for_function("document.querySelector('.stage picture img').naturalWidth > 0")
    size = page.evaluate("(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])(document.querySelector('.stage picture img'))")
    check("an upright photo stands upright", size[1] > size[0], size)


def drag(page, x, y):
    page.mouse.move(640, 300)
    page.mouse.down()
    page.mouse.move(640 + x // 2, 300 + y // 2)
    page.mouse.move(640 + x, 300 + y)
    page.mouse.up()


def look(page, name):
    if SHOTS:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(SHOTS / f"{name}.png"))


def judge(page, label):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(f"{label}: no sideways scrolling", wide <= 0, wide)
    settle(page)
    violations = Axe().run(page).response["violations"]
    for violation in violations:
        where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        check(f"{label}: axe {violation['id']}", False, where)
    if not violations:
        check(f"{label}: axe", True)


def pages(browser, album):
    collection = album.rsplit("/", 1)[0]
    paths = {
        "collections": f"{BASE}/photos", "collection": collection, "collection-form": collection + "/edit", "album": album,
        "edit-mode": album + "?edit=1", "album-form": album + "/edit", "photo": album + "/upright.jpg",
        "photo-form": album + "/upright.jpg/edit", "uploads": album + "/uploads",
    }
    for theme in ("light", "dark"):
        context = browser.new_context(color_scheme=theme, locale="en")
        page = context.new_page()
        sign_in(page)
        errors = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            for name, url in paths.items():
                page.goto(url)
                judge(page, f"{name} {theme} {width}px")
                look(page, f"{name}-{theme}-{width}")
            page.goto(album)
            page.locator("[data-photos] > li > a").first.click()
            expect(page.locator("dialog.viewer")).to_be_visible()
            page.wait_for_timeout(300)
            judge(page, f"viewer {theme} {width}px")
            look(page, f"viewer-{theme}-{width}")
        check(f"{theme}: the console is silent", not errors, "; ".join(errors[:3]))
        context.close()


def main():
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        album = plain(browser, folder)
        context = browser.new_context(locale="en", viewport={"width": 1280, "height": 800})
        page = context.new_page()
        sign_in(page)
        sending(page, album, folder)
        selecting(page, album)
        viewing(page, album)
        context.close()
        pages(browser, album)
        browser.close()
    for line in failures:
        print("FAILED", line)
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
