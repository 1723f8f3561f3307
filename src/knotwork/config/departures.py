"""What each app does when a person takes out what is theirs, or leaves the host.

Sets come first, so that each circle counts anew while the answers are still the person's; the account comes last.
"""

from knotwork.actions import queries as actions_queries
from knotwork.actions import services as actions
from knotwork.agreements import queries as agreements_queries
from knotwork.agreements import services as agreements
from knotwork.challenges import queries as challenges_queries
from knotwork.challenges import services as challenges
from knotwork.live import queries as live_queries
from knotwork.live import services as live
from knotwork.meetings import queries as meetings_queries
from knotwork.meetings import services as meetings
from knotwork.people import queries as people_queries
from knotwork.people import services as people
from knotwork.people.services import Departure
from knotwork.protocols import queries as protocols_queries
from knotwork.protocols import services as protocols
from knotwork.reflections import queries as reflections_queries
from knotwork.reflections import services as reflections
from knotwork.repairs import queries as repairs_queries
from knotwork.repairs import services as repairs
from knotwork.sets import queries as sets_queries
from knotwork.sets import services as sets

DEPARTURES = (
    Departure("sets", sets_queries.export_of, sets.depart, sets.record_taking_out),
    Departure("agreements", agreements_queries.export_of, agreements.depart),
    Departure("protocols", protocols_queries.export_of, protocols.depart),
    Departure("meetings", meetings_queries.export_of, meetings.depart),
    Departure("challenges", challenges_queries.export_of, challenges.depart),
    Departure("actions", actions_queries.export_of, actions.depart),
    Departure("repairs", repairs_queries.export_of, repairs.depart),
    Departure("reflections", reflections_queries.export_of, reflections.depart),
    Departure("live", live_queries.export_of, live.depart),
    Departure("account", people_queries.export_of, people.depart),
)
