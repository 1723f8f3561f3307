"""What a lead reads when the sets are formed: a page that is one file, and the plan as JSON.

The page is written with the house's template language, used without settings: it escapes whatever people typed
unless told otherwise, and the loops of a page stay in the page. Nothing here knows a database, a request or a clock.
"""

from knotwork.formation.report.page import render
from knotwork.formation.report.plan_json import as_json, explanation_as_json, rounds_as_json
from knotwork.formation.report.rounds import again_in_words, render_rounds
from knotwork.formation.report.why import why_together

__all__ = ["again_in_words", "as_json", "explanation_as_json", "render", "render_rounds", "rounds_as_json", "why_together"]
