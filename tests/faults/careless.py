"""Settings of servers that are wrong on purpose, so that each harness can show that it notices."""

import os
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase

from knotwork.config.settings import *  # noqa: F403 – the product's settings, but for what is wrong on purpose
from knotwork.config.settings import DATABASES, MIDDLEWARE

if "forget-move-ids" in os.environ["CARELESS"]:
    MIDDLEWARE = [*MIDDLEWARE, "tests.faults.careless.forget_move_ids"]
if "sync-seldom" in os.environ["CARELESS"]:
    told = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = told.replace("synchronous=FULL", "synchronous=NORMAL")


def forget_move_ids(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Treat every request as a new move, as a server does that knows no move ids."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "move_id" in request.POST:
            form = request.POST.copy()
            form["move_id"] = str(uuid4())
            request.POST = form
        return get_response(request)

    return answer
