"""Line charts as SVG, for light and dark: lines differ by colour and by dashes, and are named at their ends or below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

Point = Sequence[float]
WIDTH, HEIGHT, LEFT, RIGHT, TOP = 720, 400, 84, 36, 56
FLOOR = 300
DASHES = ("", "7 4", "2 4", "10 3 2 3")
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #3b4350; } .title { font-size: 16px; font-weight: 600; fill: #1b222c; }
.ground { fill: #ffffff; } .grid { stroke: #dfe3e8; } .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
.l0 { stroke: #0b6e75; } .l1 { stroke: #b3541e; } .l2 { stroke: #5b4bb5; } .l3 { stroke: #6a7280; }
.d0 { fill: #0b6e75; } .d1 { fill: #b3541e; } .d2 { fill: #5b4bb5; } .d3 { fill: #6a7280; }
@media (prefers-color-scheme: dark) {
text { fill: #c3cad4; } .title { fill: #f1f4f8; } .ground { fill: #14181f; } .grid { stroke: #2c343f; }
.l0 { stroke: #54c7cf; } .l1 { stroke: #f0965c; } .l2 { stroke: #a99cf5; } .l3 { stroke: #9aa4b1; }
.d0 { fill: #54c7cf; } .d1 { fill: #f0965c; } .d2 { fill: #a99cf5; } .d3 { fill: #9aa4b1; } }
"""


@dataclass(frozen=True)
class Axis:
    """From a value to a place on paper."""

    low: float
    high: float
    start: float
    stop: float
    is_log: bool = False

    def place(self, value: float) -> float:
        """Where a value stands."""
        share = (self._seen(value) - self._seen(self.low)) / ((self._seen(self.high) - self._seen(self.low)) or 1)
        return self.start + share * (self.stop - self.start)

    def ticks(self) -> list[float]:
        """Round values: of a logarithmic axis ones, twos and fives."""
        if self.is_log:
            powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
            round_ones = [step * 10.0**power for power in powers for step in (1, 2, 5)]
            return [one for one in round_ones if self.low * 0.999 <= one <= self.high * 1.001]
        step = 10 ** floor(log10((self.high - self.low) or 1))
        step = next(step * part for part in (0.1, 0.2, 0.25, 0.5, 1) if (self.high - self.low) / (step * part) <= 6)
        return [number * step for number in range(ceil(self.low / step), floor(self.high / step + 1e-9) + 1)]

    def _seen(self, value: float) -> float:
        return log10(value) if self.is_log else value


def chart(title: str, lines: Mapping[str, Sequence[Point]], axes: tuple[str, str], logs: tuple[bool, bool]) -> str:
    """One picture; `axes` are the words at both axes, `logs` says which of them are logarithmic."""
    points = [point for line in lines.values() for point in line]
    across = _axis([x for x, _ in points], (LEFT, WIDTH - RIGHT), is_log=logs[0], is_tight=True)
    up = _axis([y for _, y in points], (FLOOR, TOP), is_log=logs[1], is_tight=False)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="title" x="{LEFT}" y="26">{escape(title)}</text>',
        *_grid(across, up, axes),
    ]
    for number, (name, line) in enumerate(lines.items()):
        drawn += _line(number, name, [(across.place(x), up.place(y)) for x, y in line])
    return "\n".join([*drawn, "</svg>", ""])


def _axis(values: Sequence[float], place: tuple[float, float], *, is_log: bool, is_tight: bool) -> Axis:
    low, high = min(values), max(values)
    if is_log:
        return Axis(low / (1 if is_tight else 1.3), high * (1 if is_tight else 1.3), *place, is_log=True)
    room = 0 if is_tight else ((high - low) or high or 1) * 0.06
    return Axis(max(0, low - room) if low >= 0 else low - room, high + room, *place)


def _grid(across: Axis, up: Axis, axes: tuple[str, str]) -> list[str]:
    drawn = [f'<text x="{LEFT}" y="46">{escape(axes[1])}</text>']
    for tick in up.ticks():
        y = up.place(tick)
        drawn.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        drawn.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_number(tick)}</text>')
    for tick in across.ticks():
        x = across.place(tick)
        drawn.append(f'<path class="grid" d="M{x:.1f} {FLOOR}v5"/>')
        drawn.append(f'<text x="{x:.1f}" y="{FLOOR + 20}" text-anchor="middle">{_number(tick)}</text>')
    drawn.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{FLOOR + 40}" text-anchor="middle">{escape(axes[0])}</text>')
    return drawn


def _line(number: int, name: str, places: Sequence[tuple[float, float]]) -> list[str]:
    """The line, dots where few points are, and its name below."""
    kind, across = number % 4, LEFT + (number % 2) * 320
    dash = f' stroke-dasharray="{DASHES[kind]}"' if DASHES[kind] else ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    below = FLOOR + 64 + 22 * (number // 2)
    dots = [f'<circle class="d{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places] if len(places) < 12 else []
    return [
        f'<path class="line l{kind}"{dash} d="M{path}"/>',
        *dots,
        f'<path class="line l{kind}"{dash} d="M{across} {below - 4}h36"/>',
        f'<text x="{across + 44}" y="{below}">{escape(name)}</text>',
    ]


def _number(value: float) -> str:
    return f"{value:,.10g}" if abs(value) < 10 else f"{value:,.0f}"
