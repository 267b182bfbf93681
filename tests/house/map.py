"""Draw docs/map.svg: the floors and rooms of the contracts, what imports what, and one page's way.

    .venv/bin/python -m tests.house.map

From pyproject.toml and the imports as they are; the same code gives the same drawing. Needs no Django.
"""

import ast
import tomllib
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).parents[2]
DRAWN = ROOT / "docs" / "map.svg"
# What lies on the highest floor is the whole put together: no package with rooms.
TOP = {"asgi", "urls", "settings"}
PAGE = ("outlook", "lead")
# Rooms that every app has, or that no page passes through.
UNSAID = {"urls", "management", "forms"}
WITHOUT_ROOMS = {"web": "what every page uses; knows no model", "domain": "rules on plain values; no Django"}
WIDE, LEFT, HIGH, GAP = 720, 20, 62, 34
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1d2733; } .name { font-weight: 600; font-size: 15px; }
  .small { font-size: 11px; fill: #5b6673; } rect { fill: #fbfaf7; stroke: #b9b2a3; }
  .way rect { stroke: #24457a; } .sheet { fill: #fff; stroke: none; }
  path { fill: none; stroke: #8a94a0; } marker path { fill: #8a94a0; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8e4da; } .small { fill: #a9b0b8; } rect { fill: #1d232b; stroke: #56606c; }
    .way rect { stroke: #8fb0e8; } .sheet { fill: #12161b; stroke: none; }
    path { stroke: #77828e; } marker path { fill: #77828e; }
  }
"""


def contracts():
    """The layers of the two contracts: floors, each a list of packages, and rooms, each a list of modules."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = [contract["layers"] for contract in told if contract["type"] == "layers"]
    floors, rooms = (
        [layer.replace("(", "").replace(")", "").split(" | ") for layer in each] for each in layers
    )
    return [floor for floor in floors if not TOP.intersection(floor)], rooms


def imports(packages):
    """{package: those that it imports}, without what follows from others on the way."""
    graph = grimp.build_graph("quiz", cache_dir=None)
    found = {package: set() for package in packages}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            one, two = (name.split(".")[1] if "." in name else "" for name in (module, other))
            if one != two and one in found and two in found:
                found[one].add(two)
    return {
        one: sorted(two for two in others if not any(two in found[between] for between in others))
        for one, others in found.items()
    }


def way():
    """One page, from its address to its test: [(place, what it is)]."""
    app, name = PAGE
    views = next(
        path
        for path in sorted((ROOT / "quiz" / app / "views").rglob("*.py"))
        if any(
            isinstance(node, ast.FunctionDef) and node.name == name
            for node in ast.parse(path.read_text()).body
        )
    )
    places = [
        (f"quiz/{app}/urls.py", f"the route {app}:{name}"),
        (str(views.relative_to(ROOT)), f"who may see it: {name}()"),
        (f"quiz/{app}/pages/{name}.py", "what it shows, at a fixed number of queries"),
        (f"templates/{app}/{name}.html", "how it looks"),
        (f"tests/{app}/test_{name}.py", "what it promises"),
    ]
    assert all((ROOT / place).exists() for place, _what in places), places
    return [(f"/{app}/<slug>/{name}/", "an address"), *places]


def box(x, y, wide, lines):
    """A box with its name and what lies in it."""
    words = [f'<rect x="{x}" y="{y}" width="{wide}" height="{HIGH}" rx="7"/>']
    for place, (text, kind) in enumerate(lines):
        words.append(f'<text class="{kind}" x="{x + 12}" y="{y + 25 + 21 * place}">{escape(text)}</text>')
    return words


def rooms_of(package, rooms):
    """The rooms that a package has, from above; beside each other where they may not know each other."""
    if package in WITHOUT_ROOMS:
        return WITHOUT_ROOMS[package]
    there = {path.stem for path in (ROOT / "quiz" / package).iterdir()} - UNSAID
    floors = [" | ".join(room for room in floor if room in there) for floor in rooms]
    return " → ".join(floor for floor in floors if floor)


def drawing():
    """The drawing as SVG."""
    floors, rooms = contracts()
    places, boxes, words = {}, [], []
    for row, floor in enumerate(floors):
        wide = (WIDE - GAP * (len(floor) - 1)) / len(floor)
        for column, package in enumerate(floor):
            x, y = round(LEFT + column * (wide + GAP)), 40 + row * (HIGH + GAP)
            places[package] = (x, y, round(wide))
            boxes += box(x, y, round(wide), [(package, "name"), (rooms_of(package, rooms), "small")])
    known = imports(places)
    for package, (x, y, wide) in places.items():
        for number, other in enumerate(known[package], 1):
            start = x + wide * number / (len(known[package]) + 1)
            below = places[other]
            end = min(max(start, below[0] + 30), below[0] + below[2] - 30)
            bend = y + HIGH + GAP / 2
            line = f"M{start:.0f} {y + HIGH} V{bend:.0f} H{end:.0f} V{below[1] - 3}"
            words.append(f'<path marker-end="url(#tip)" d="{line}"/>')
    # Over the arrows: one that passes a floor goes behind it.
    words += boxes
    at = LEFT + WIDE + 60
    words.append(f'<g class="way"><text class="name" x="{at}" y="28">One page, straight down</text>')
    steps = way()
    for row, (place, what) in enumerate(steps):
        words += box(at, 40 + row * (HIGH + GAP), 350, [(place, "name"), (what, "small")])
    for row, _pair in enumerate(pairwise(steps)):
        y = 40 + row * (HIGH + GAP) + HIGH
        words.append(f'<path marker-end="url(#tip)" d="M{at + 175} {y} V{y + GAP - 3}"/>')
    words.append("</g>")
    size = f"0 0 {at + 370} {40 + max(len(floors), len(steps)) * (HIGH + GAP)}"
    tip = (
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    )
    sheet = '<rect class="sheet" width="100%" height="100%"/>'
    head = f'<text class="name" x="{LEFT}" y="28">Each floor imports only from those below it</text>'
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" aria-label="Floors, one page">',
        f"<style>{STYLE}</style>", f'<defs>{tip}<path d="M0 0 L8 4 L0 8 z"/></marker></defs>',
        sheet, head, *words,
        "</svg>", "",
    ])  # fmt: skip


if __name__ == "__main__":
    DRAWN.write_text(drawing())
