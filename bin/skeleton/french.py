"""French sentences for what a skeleton says in English: filled into the catalogue where nobody has translated them yet."""

import json
import re

from .source import ROOT

CATALOGUE = ROOT / "Resources/translations/fr/LC_MESSAGES/portal.po"
#: What is known in French already, until the catalogue has the English sentences.
WAITING = ROOT / ".build/skeleton.json"


def remember(pairs: list[tuple[str, str]]) -> None:
    """Sentences for the next :func:`fill`."""
    known = json.loads(WAITING.read_text()) if WAITING.exists() else {}
    known |= {english: said for english, said in pairs if said}
    WAITING.parent.mkdir(exist_ok=True)
    WAITING.write_text(json.dumps(known, ensure_ascii=False))


def fill(pairs: list[tuple[str, str | tuple[str, str]]]) -> list[str]:
    """Fills the catalogue, and returns the sentences that are still to be translated."""
    waiting = json.loads(WAITING.read_text()) if WAITING.exists() else {}
    text = CATALOGUE.read_text()
    for english, said in list(waiting.items()) + pairs:
        if not said:
            continue
        identifier = f'msgid "{escaped(english)}"\n'
        one, many = said if isinstance(said, tuple) else (said, said)
        place = text.find(identifier)
        while place >= 0:
            end = place + len(identifier)
            if text.startswith('msgstr ""\n', end):
                text = text[:end] + f'msgstr "{escaped(one)}"\n' + text[end + len('msgstr ""\n') :]
                break
            plural = re.compile(r'(msgid_plural "[^\n]*"\n)msgstr\[0\] ""\nmsgstr\[1\] ""\n').match(text, end)
            if plural:
                text = (
                    text[:end] + plural[1] + f'msgstr[0] "{escaped(one)}"\nmsgstr[1] "{escaped(many)}"\n'
                    + text[plural.end() :])
                break
            place = text.find(identifier, end)
    CATALOGUE.write_text(text)
    WAITING.unlink(missing_ok=True)
    return re.findall(r'msgid "([^\n]+)"\n(?:msgid_plural "[^\n]*"\n)?msgstr(?:\[0\])? ""\n', text)


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


class Noun:
    """A French noun, and what stands before it."""

    def __init__(self, one: str, many: str, is_feminine: bool):
        self.one, self.many, self.is_feminine = one, many, is_feminine
        self.is_elided = one[:1].lower() in "aeiouyhàâéèêëîïôöûü"

    @property
    def the(self) -> str:
        return f"l’{self.one}" if self.is_elided else f"{'la' if self.is_feminine else 'le'} {self.one}"

    @property
    def a(self) -> str:
        return f"{'une' if self.is_feminine else 'un'} {self.one}"

    @property
    def new(self) -> str:
        if self.is_feminine:
            return f"Nouvelle {self.one}"
        return f"{'Nouvel' if self.is_elided else 'Nouveau'} {self.one}"

    @property
    def no(self) -> str:
        return f"{'Aucune' if self.is_feminine else 'Aucun'} {self.one}"

    @property
    def all(self) -> str:
        return f"{'toutes' if self.is_feminine else 'tous'} les {self.many}"

    def agreeing(self, adjective: str) -> str:
        return adjective + ("e" if self.is_feminine else "")
