"""All recurring work of the product."""

from knotwork.actions import tasks as actions
from knotwork.agreements import tasks as agreements
from knotwork.challenges import tasks as challenges
from knotwork.config import housekeeping
from knotwork.live import tasks as live
from knotwork.meetings import tasks as meetings
from knotwork.people import tasks as people
from knotwork.platform.access import tasks as access
from knotwork.platform.mail import tasks as mail
from knotwork.reflections import tasks as reflections
from knotwork.repairs import tasks as repairs
from knotwork.sets import tasks as sets

PERIODIC = (
    *live.PERIODIC,
    *reflections.PERIODIC,
    *repairs.PERIODIC,
    *actions.PERIODIC,
    *challenges.PERIODIC,
    *meetings.PERIODIC,
    *agreements.PERIODIC,
    *sets.PERIODIC,
    *people.PERIODIC,
    *mail.PERIODIC,
    *housekeeping.PERIODIC,
)

PROMPT = (*mail.PROMPT, *access.PROMPT)
