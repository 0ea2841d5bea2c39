"""What several browser tests share: signing in to the demonstration, choosing a language, measuring, and texts as long as they get."""

PASSWORD = "portal-demo"


def sign_in(page, base, name):
    page.goto(f"{base}/login")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button:not([type=button])").first.click()
    page.wait_for_load_state()


def set_language(context, base, code):
    """As the switch does it: for the browser, and for the account of whoever has signed in."""
    context.request.post(f"{base}/language", form={"code": code, "back": "/"}, headers={"Origin": base})


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def words(most):
    """As many words as fit, each of them as wide as French has them."""
    line = "Commémoration exceptionnellement internationalisée des œuvres anticonstitutionnelles de Montmorency-Wolfenbüttel "
    return (line * 9)[:most].strip().ljust(most, "M")


def one(most):
    """A single word of wide letters."""
    return ("Wolfeschlegelsteinhausenbergerdorffwmmw" * 9)[:most]


def settle(page):
    """Waits until nothing moves: a colour on its way to another one has a contrast that nobody sees."""
    # What never ends, such as a ring that turns, is as it is at any moment.
    page.evaluate(
        "Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 10000).map((one) => one.finished))")
