"""Every bench, one after another: tables here, JSON in benches/results (`make bench`).

`make bench` holds the live room for 60 seconds; `python -m benches --seconds 10` is a first look.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from benches import domain_map, flow, live, room_load
from benches.figures import Figure, publish


def main() -> int:
    """Run them all, even after one missed its bar; 0 when every bar is met."""
    parser = argparse.ArgumentParser(description="Measure the figures.")
    parser.add_argument("--seconds", type=float, default=60, help="how long the live rooms are held")
    seconds = parser.parse_args().seconds
    benches: dict[str, Callable[[], Sequence[Figure]]] = {
        "flow": flow.measured,
        "room_load": room_load.measured,
        "domain_map": domain_map.measured,
        "live": lambda: live.measured(seconds),
    }
    met = []
    for name, measured in benches.items():
        met.append(publish(name, measured()))
        print()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
