"""A small world with one of everybody, in which every place that holds words holds a canary."""

from datetime import datetime

from tests.world import rooms, sets, words
from tests.world.core import CIRCLE, HERON, MEMBERS, WEIR, Canaries, World

__all__ = ["CIRCLE", "HERON", "MEMBERS", "WEIR", "Canaries", "World", "build"]


def build(at: datetime) -> World:
    """Heron and Weir, with everything a set can hold, while both have a meeting on.

    Dina presents in Heron's meeting and Chen stewards it; the one before was closed four weeks ago, the first one eight.
    """
    world = World(at)
    for name in ("Ivo", "Jun", "Kim", "Mara"):
        world.person(name)
    world.person("Lev", is_host=True)
    sets.gather(world)
    rooms.hold_the_first_meeting(world)
    sets.say_goodbye(world)
    sets.agree(world)
    sets.plan(world)
    rooms.hold_the_past_meeting(world)
    for owner, whose in (("Dina", "Heron"), ("Noor", "Weir")):
        words.bring(world, owner, whose)
        words.reflect(world, owner, whose)
        words.take_the_pulse(world, owner, whose)
    words.write_alone(world)
    sets.propose(world)
    sets.shape(world)
    rooms.open_the_present_meetings(world)
    words.write_back(world)
    return world
