"""JSON that costs more to read than to write."""

import asyncio

from ..raid import Raid, storm, together
from ..ugly import members, record_bodies
from ..visitor import basic

#: The limit of calls would hide what a body costs.
UNCOUNTED = {"PORTAL_API_RATE": "0"}
JSON = {"Content-Type": "application/json"}


@storm("calm", "nobody is hostile: what the machine gives today")
async def calm(raid: Raid):
    await asyncio.sleep(raid.left)


@storm("members", "60,000 unknown members (0.5 MB) to POST /api/v1/step-up, as nobody", environment=UNCOUNTED)
async def unknown_members(raid: Raid):
    body, line = members(60_000), raid.nobody()
    # As many at once as there are cores: two clients, one request each.
    while raid.goes_on:
        await raid.noting("step-up", line.ask("POST", "/api/v1/step-up", JSON, body, patience=raid.left + 1))


@storm("record", "908 KiB of members to POST /api/v1/clients, as a commercial", environment=UNCOUNTED)
async def large_record(raid: Raid):
    commercial = raid.visitor("commercial")
    head = JSON | {"Authorization": f"Bearer {commercial.token}"}
    body = members(104_000)[: 908 << 10]
    while raid.goes_on:
        asking = commercial.line.ask("POST", "/api/v1/clients", head, body, patience=raid.left + 1)
        await raid.noting("clients", asking)


@storm("shapes", "deep, long, repeated, broken JSON to routes of the interface, as a commercial", environment=UNCOUNTED)
async def ugly_shapes(raid: Raid):
    bodies = [(name, text) for size in (1 << 10, 250_000, 1 << 20) for name, text in record_bodies(size)]
    routes = [
        ("POST", "/api/v1/clients"), ("PATCH", f"/api/v1/clients/{raid.site.client}"), ("POST", "/api/v1/companies"),
        ("PUT", f"/api/v1/contracts/{raid.site.contract}"), ("POST", "/api/v1/events"), ("POST", "/api/v1/tokens"),
    ]

    async def send(index: int):
        commercial = raid.visitor("commercial")
        head = JSON | {"Authorization": f"Bearer {commercial.token}", "If-Match": "*"}
        turn = index + raid.number
        while raid.goes_on:
            name, body = bodies[turn % len(bodies)]
            method, path = routes[turn // 2 % len(routes)]
            turn += 1
            asking = commercial.line.ask(method, path, head, body, patience=raid.left + 1)
            await raid.noting(f"{name} to {method} {path}", asking)

    await together(raid, 2, send)


@storm("basic", "wrong passwords and large bodies to POST /api/v1/tokens, as nobody", environment=UNCOUNTED)
async def basic_passwords(raid: Raid):
    line, turn, bodies = raid.nobody(), 0, [b'{"name": "x"}', members(150), members(300), members(60_000)]
    while raid.goes_on:
        turn += 1
        head = JSON | {"Authorization": basic(f"nobody-{turn}", "wrong-password")}
        body = bodies[turn % len(bodies)]
        asking = line.ask("POST", "/api/v1/tokens", head, body, patience=raid.left + 1)
        await raid.noting(f"{len(body):,} bytes to tokens", asking)
