"""The access table of the whole product: one row for each URL name, third-party names included."""

from knotwork.actions import access as actions
from knotwork.agreements import access as agreements
from knotwork.challenges import access as challenges
from knotwork.demo import access as demo
from knotwork.home import access as home
from knotwork.live import access as live
from knotwork.meetings import access as meetings
from knotwork.people import access as people
from knotwork.platform.access.check import gather
from knotwork.platform.access.rows import ANYONE, HOST, Table
from knotwork.platform.design import access as design
from knotwork.platform.mail import access as mail
from knotwork.protocols import access as protocols
from knotwork.reflections import access as reflections
from knotwork.repairs import access as repairs
from knotwork.sets import access as sets

OWN: Table = {"healthz": ANYONE, "readyz": ANYONE, "robots": ANYONE, "host": HOST, "host_letter": HOST}

TABLE = gather(
    home.TABLE,
    live.TABLE,
    repairs.TABLE,
    reflections.TABLE,
    actions.TABLE,
    challenges.TABLE,
    meetings.TABLE,
    protocols.TABLE,
    agreements.TABLE,
    sets.TABLE,
    people.TABLE,
    demo.TABLE,
    design.TABLE,
    mail.TABLE,
    OWN,
)
