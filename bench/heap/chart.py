"""Time against memory, one point for each allocator, as SVG: three panels side by side.

The lower left is the good corner. Colours follow the reader's theme."""
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 900, 404
PANEL_WIDTH, PANEL_HEIGHT = 232, 210
LEFT, TOP, STEP = 52, 96, 288
CHARACTER, LINE = 6.6, 13  # of a label, in pixels
KINDS = {"ouro": "ours", "align=8": "hollow", "inline": "hollow"}  # the others: peers

STYLE = """
text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #57606a }
.card { fill: #ffffff; stroke: #d0d7de }
.head { font-size: 17px; font-weight: 600; fill: #1f2328 }
.title { font-size: 13px; font-weight: 600; fill: #1f2328 }
.tick { font-size: 11px }
.grid { stroke: #eaeef2 }
.axis { stroke: #8c959f }
.one { stroke: #8c959f; stroke-dasharray: 3 3 }
.leader { stroke: #afb8c1 }
.peer { fill: #8c959f }
.ours { fill: #0b6e99 }
.hollow { fill: #ffffff; stroke: #0b6e99; stroke-width: 2 }
.name, .ourname { fill: #424a53; stroke: #ffffff; stroke-width: 4px; paint-order: stroke }
.ourname { fill: #0b6e99; font-weight: 600 }
"""
DARK = """
text { fill: #9198a1 }
.card { fill: #0d1117; stroke: #3d444d }
.head, .title { fill: #f0f6fc }
.grid { stroke: #21262d }
.axis, .one { stroke: #656c76 }
.leader { stroke: #484f58 }
.peer { fill: #7d8590 }
.ours { fill: #4cc2ff }
.hollow { fill: #0d1117; stroke: #4cc2ff }
.name, .ourname { fill: #c5ccd3; stroke: #0d1117 }
.ourname { fill: #4cc2ff }
"""


def panels(kept):
    """Title, what the axes are, {allocator: (memory, time)}, whether 1 is a line of its own."""
    settled, pairs = kept["settled"]["99.9 % freed"], kept["pairs"]["time"]
    yield ("Seven patterns of malloc and free", "MiB held when 99.9 % of 126 MiB are freed",
           "nanoseconds for a pair", together(settled, pairs), False)
    for part, title, own in (("clients", "CPython 3.11 running eight scripts", "pymalloc"),
                             ("programs", "gcc, git, perl and sqlite3", "glibc")):
        yield (title, f"peak memory, {own} = 1", f"processor time, {own} = 1",
               together(kept[part]["peak"], kept[part]["time"]), True)


def together(memory, time):
    return {name: (memory[name], time[name]) for name in memory if name in time}


# --- scales ---

def ticks(low, high):
    """Round numbers of which some five lie between the two."""
    raw = (high - low) / 5
    power = 10 ** math.floor(math.log10(raw))
    step = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= raw)
    first = math.ceil(low / step - 1e-9)
    return [n * step for n in range(first, math.floor(high / step + 1e-9) + 1)]


def bounds(values, from_zero):
    if from_zero:
        return 0, max(values) * 1.12
    low, high = min(*values, 0.95), max(*values, 1.05)  # less than that is noise
    margin = (high - low) * 0.15
    return low - margin, high + margin


def number(value):
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


# --- labels beside points, without overlap ---

def overlap(a, b):
    """Of two boxes (left, top, right, bottom)."""
    return (max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1])))


def place_labels(points, panel):
    """{name: (x, y)} -> {name: box}: the place around each point that covers least."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in points.values()]
    boxes = {}
    for name, (x, y) in sorted(points.items(), key=lambda item: item[0] not in KINDS):
        width = len(name) * CHARACTER + 2
        candidates = []
        for distance in (9, 20, 34, 50):
            for angle in range(0, 360, 30):
                centre_x = x + math.cos(math.radians(angle)) * (distance + width / 2)
                centre_y = y + math.sin(math.radians(angle)) * (distance + LINE / 4)
                box = (centre_x - width / 2, centre_y - LINE / 2,
                       centre_x + width / 2, centre_y + LINE / 2)
                outside = width * LINE - overlap(box, panel)
                cost = sum(overlap(box, other) for other in taken) + 5 * outside
                candidates.append((cost + distance * 0.4, box))
        boxes[name] = min(candidates)[1]
        taken.append(boxes[name])
    return boxes


# --- drawing ---

def text(x, y, words, kind, anchor="start"):
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def line(x1, y1, x2, y2, kind):
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def leader(x, y, box):
    """From a point to a label that is not beside it."""
    to_x, to_y = min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
    far = math.hypot(to_x - x, to_y - y)
    return [line(x, y, to_x, to_y, "leader")] if far > 14 else []


def draw_panel(left, title, x_axis, y_axis, points, relative):
    (x_low, x_high), (y_low, y_high) = (bounds([point[i] for point in points.values()], not relative)
                                        for i in (0, 1))
    bottom = TOP + PANEL_HEIGHT
    to_x = lambda value: left + (value - x_low) / (x_high - x_low) * PANEL_WIDTH
    to_y = lambda value: bottom - (value - y_low) / (y_high - y_low) * PANEL_HEIGHT
    parts = [text(left, TOP - 28, title, "title"), text(left, TOP - 10, y_axis, "tick"),
             text(left + PANEL_WIDTH, bottom + 35, x_axis, "tick", "end")]
    for value in ticks(x_low, x_high):
        parts += [line(to_x(value), TOP, to_x(value), bottom, "grid"),
                  text(to_x(value), bottom + 17, number(value), "tick", "middle")]
    for value in ticks(y_low, y_high):
        parts += [line(left, to_y(value), left + PANEL_WIDTH, to_y(value), "grid"),
                  text(left - 6, to_y(value) + 4, number(value), "tick", "end")]
    if relative:
        parts += [line(to_x(1), TOP, to_x(1), bottom, "one"),
                  line(left, to_y(1), left + PANEL_WIDTH, to_y(1), "one")]
    parts += [line(left, TOP, left, bottom, "axis"),
              line(left, bottom, left + PANEL_WIDTH, bottom, "axis")]
    places = {name: (to_x(x), to_y(y)) for name, (x, y) in points.items()}
    boxes = place_labels(places, (left + 2, TOP, left + PANEL_WIDTH, bottom - 2))
    for name, (x, y) in places.items():
        parts += leader(x, y, boxes[name])
    for name in sorted(places, key=KINDS.__contains__):  # on top of the others
        x, y = places[name]
        kind = KINDS.get(name, "peer")
        box = boxes[name]
        parts += [f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>',
                  text((box[0] + box[2]) / 2, box[3] - 3, name,
                       "ourname" if name in KINDS else "name", "middle")]
    return parts


def write(kept, path):
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
             f'width="{WIDTH}" height="{HEIGHT}" role="img">',
             "<title>Time against memory of six allocators</title>",
             f"<style>{STYLE}@media (prefers-color-scheme: dark) {{{DARK}}}</style>",
             f'<rect class="card" x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="8"/>',
             text(24, 36, "Time against memory: the lower left is better", "head")]
    for i, panel in enumerate(panels(kept)):
        parts += draw_panel(LEFT + i * STEP, *panel)
    parts += [text(24, HEIGHT - 30, "ouro: libouro-malloc.so in front of the program; align=8: with that "
                   "setting; inline: the heap from its header, freed with", "tick"),
              text(24, HEIGHT - 14, "sizes. Geometric means; ./dev bench heap.", "tick"),
              "</svg>", ""]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
