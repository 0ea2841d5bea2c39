"""Shows every case with Jinja2 and prints the results as JSON: what the two languages share must give the same bytes.

Reads data.json, translations/ and cases/*.txt beside this file. With the argument `time FOLDER TEMPLATE DATA REPEATS` it
measures one template instead and prints the microseconds that one rendering takes.
"""

import json
import pathlib
import re
import sys
import time

import jinja2

HERE = pathlib.Path(__file__).parent


def cases():
    """(name, words behind the name, {file: text}); the first text is the page."""
    for path in sorted((HERE / "cases").glob("*.txt")):
        for part in path.read_text("utf-8").split("=== ")[1:]:
            head, body = part.split("\n", 1)
            name, *words = head.split(" | ")
            texts = re.split(r"^--- (.+)\n", body, flags=re.MULTILINE)
            files = {"page.html": texts[0]}
            files.update(zip(texts[1::2], texts[2::2]))
            yield name, words, files


def catalogue():
    """The entries of the French PO file: (context, id) → forms."""
    entries, entry, field = {}, {}, None
    text = (HERE / "translations/fr/LC_MESSAGES/portal.po").read_text("utf-8")
    for line in text.splitlines() + [""]:
        if not line.strip():
            if "msgid" in entry:
                forms = [v for k, v in entry.items() if k.startswith("msgstr")]
                entries[entry.get("msgctxt"), entry["msgid"]] = forms
            entry = {}
        elif not line.startswith("#"):
            found = re.match(r'(?:(\w+(?:\[\d\])?) )?"(.*)"$', line)
            field = found[1] or field
            entry[field] = entry.get(field, "") + json.loads(f'"{found[2]}"')
    return entries


class French:
    entries = catalogue()

    def find(self, context, text, default):
        return self.entries.get((context, text), default)

    def gettext(self, text):
        return self.find(None, text, [text])[0]

    def ngettext(self, one, many, n):
        return self.plural(None, one, many, n)

    def pgettext(self, context, text):
        return self.find(context, text, [text])[0]

    def npgettext(self, context, one, many, n):
        return self.plural(context, one, many, n)

    def plural(self, context, one, many, n):
        forms = self.find(context, one, None)
        return forms[n > 1] if forms else (one if n == 1 else many)


class English(French):
    entries = {}


def environment(files, words):
    env = jinja2.Environment(
        loader=jinja2.DictLoader(files), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"], finalize=lambda value: "" if value is None else value)
    env.policies["ext.i18n.trimmed"] = True
    say = French() if "fr" in words else English()
    env.install_gettext_callables(
        say.gettext, say.ngettext, newstyle="newstyle" in words, pgettext=say.pgettext, npgettext=say.npgettext)
    return env


def show_all():
    data = json.loads((HERE / "data.json").read_text("utf-8"))
    results = []
    for name, words, files in cases():
        result = {"name": name, "words": words, "files": files}
        try:
            result["shown"] = environment(files, words).get_template("page.html").render(data)
        except Exception as error:
            result["failure"] = f"{type(error).__name__}: {error}"
        results.append(result)
    json.dump(results, sys.stdout)


def measure(folder, template, data, repeats):
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    values = json.loads(pathlib.Path(data).read_text("utf-8"))
    page = env.get_template(template)
    page.render(values)
    best = None
    for _ in range(10):
        start = time.perf_counter()
        for _ in range(int(repeats)):
            page.render(values)
        took = (time.perf_counter() - start) / int(repeats)
        best = took if best is None else min(best, took)
    print(f"{best * 1e6:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["time"]:
        measure(*sys.argv[2:])
    else:
        show_all()
