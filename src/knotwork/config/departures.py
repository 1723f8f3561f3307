"""What each app does when a person takes out what is theirs, or leaves the host; accounts come last."""

from knotwork.people import queries as people_queries
from knotwork.people import services as people

DEPARTURES = (people.Departure("account", people_queries.export_of, people.depart),)
