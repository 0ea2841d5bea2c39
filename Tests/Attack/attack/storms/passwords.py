"""Wrong passwords: one account from everywhere, every account from one place, everything at once. Nobody else may be shut out."""

import random

from ..portal import PROXY
from ..raid import Raid, Site, storm, together
from ..visitor import PASSWORD, Visitor, basic


def forwarded(number: int) -> dict[str, str]:
    """Through the proxy, for one of many addresses."""
    return {"X-Forwarded-For": f"198.{18 + number // 65536 % 2}.{number // 256 % 256}.{number % 256}"}


async def owner_comes_in(site: Site, name: str, source: str) -> list[str]:
    """Whoever owns the account, in a browser that has signed in before but whose session is over."""
    owner = site.people[name].copy(source)
    owner.cookies = {key: value for key, value in owner.cookies.items() if key.endswith("portal-device")}
    wrongs = [] if owner.cookies else ["no cookie tells that the browser is known"]
    answer = await owner.sign_in(name)
    owner.line.close()
    if answer.status != 303:
        wrongs.append(f"{name}, from a browser that is known, signs in: {answer.status}")
    return wrongs


async def step_up_works(site: Site, name: str, source: str) -> list[str]:
    """Somebody with a session types the right password, on the page and in the interface, from where the attacker is."""
    person = site.people[name].copy(source)
    wrongs = []
    if (answer := await person.confirm()).status != 303:
        wrongs.append(f"{name} confirms: {answer.status}")
    if answer.status == 303:
        # The confirmed session has a new secret.
        site.people[name].cookies = person.cookies
    head = {"Authorization": basic(name, PASSWORD), "Content-Type": "application/json"}
    if (answer := await person.line.ask("POST", "/api/v1/step-up", head, b"{}")).status not in (200, 201):
        wrongs.append(f"{name} steps up in the interface: {answer.status}")
    person.line.close()
    return wrongs


async def of_one_account(site: Site) -> list[str]:
    return await owner_comes_in(site, "commercial2", "127.0.1.2") + await step_up_works(site, "support", "127.0.1.2")


async def from_one_address(site: Site) -> list[str]:
    # On purpose the address that the first hostile client uses.
    return await step_up_works(site, "support", "127.0.2.1") + await owner_comes_in(site, "commercial2", "127.0.1.2")


@storm("one-account", "wrong passwords for one account, from 65,536 addresses", honest=of_one_account)
async def one_account(raid: Raid):
    async def guess(index: int):
        guesser = Visitor(raid.site.address, PROXY)
        turn = index * 16384 + raid.number * 32768
        while raid.goes_on:
            turn += 1
            await raid.noting("login", guesser.sign_in("commercial2", f"wrong-{turn}", forwarded(turn)))

    await together(raid, 2, guess)


@storm("one-address", "wrong passwords for many accounts, and step-ups by nobody, from one address", honest=from_one_address)
async def one_address(raid: Raid):
    guesser, turn = Visitor(raid.site.address, raid.source), 0
    # Not the account of the honest neighbour: whoever guesses at an account from where it is at home uses up its tries there.
    names = ["admin", "management", "commercial", "member"]
    while raid.goes_on:
        turn += 1
        name = names[turn % 4] if turn % 3 == 0 else f"nobody{turn}"
        await raid.noting("login", guesser.sign_in(name, f"wrong-{turn}"))
        await raid.noting("confirm", guesser.confirm(f"wrong-{turn}"))
        head = {"Authorization": basic(name, f"wrong-{turn}"), "Content-Type": "application/json"}
        await raid.noting("step-up", guesser.line.ask("POST", "/api/v1/step-up", head, b"{}"))


@storm("guessing", "wrong passwords for many accounts from many addresses: each try is hashed", honest=of_one_account)
async def guessing(raid: Raid):
    async def guess(index: int):
        guesser = Visitor(raid.site.address, PROXY)
        dice = random.Random(raid.number * 100 + index)
        while raid.goes_on:
            turn = dice.randrange(131072)
            await raid.noting("login", guesser.sign_in(f"nobody{turn}", "p" * dice.choice([8, 128, 1000]), forwarded(turn)))

    await together(raid, 2, guess)


@storm("thief", "wrong step-ups of one's own stolen session, on the page and in the interface", honest=from_one_address)
async def thief(raid: Raid):
    thief, turn = raid.visitor("member"), 0
    while raid.goes_on:
        turn += 1
        await raid.noting("confirm", thief.confirm(f"wrong-{turn}"))
        head = {"Authorization": basic("member", f"wrong-{turn}"), "Content-Type": "application/json"}
        await raid.noting("step-up", thief.line.ask("POST", "/api/v1/step-up", head, b"{}"))
