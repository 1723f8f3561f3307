"""`knotwork serve`: one process, one port, the worker inside."""

import signal
import socket
import sys

import uvicorn
from django.conf import settings

from knotwork.config.asgi import House
from knotwork.config.saying import CannotStart, say
from knotwork.config.schedule import PERIODIC, PROMPT
from knotwork.people import services as people
from knotwork.platform import bus
from knotwork.platform.jobs.worker import Worker
from knotwork.platform.kit import clock

GRACE_SECONDS = 3
TURN_SECONDS = 0.0005


class Server(uvicorn.Server):
    """Uvicorn, which ends the open streams before it waits for connections to close."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop serving within the grace period."""
        bus.close()
        await super().shutdown(sockets)


def serve(*, host: str, port: int) -> int:
    """Serve until told to stop; returns the exit code.

    Raises:
        CannotStart: the port is taken.
    """
    door = _open(host, port)
    config = uvicorn.Config(
        House(worker=Worker(PERIODIC, PROMPT)),
        lifespan="on",
        ws="none",
        access_log=False,
        log_config=None,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        # Without it a request inherits the ended lane of the one before on its connection (CPython issue 140947).
        reset_contextvars=True,
    )
    _say_where()
    _share_the_processor()
    # Uvicorn stops on SIGTERM and then raises it again; by then it has done its work.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    server = Server(config)
    try:
        server.run(sockets=[door])
    except KeyboardInterrupt:
        say("Stopped.")
    return 0 if server.started else 1


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as fault:
        door.close()
        raise CannotStart(f"Port {port} at {host} cannot be used: {fault.strerror}. Choose another with --port.") from fault
    door.set_inheritable(True)
    return door


def _share_the_processor() -> None:
    """Let the loop that sends and the thread that draws screens take short turns.

    Every send hands the interpreter to the other thread; with Python's own turns of 5 ms, eight sends could wait 40 ms.
    """
    sys.setswitchinterval(TURN_SECONDS)


def _say_where() -> None:
    say(f"Knotwork is at {settings.KNOTWORK_BASE_URL}")
    if settings.KNOTWORK_DEMO:
        say("This is the demo: choose anybody by name on the sign-in page. Nothing here ever leaves this machine.")
        return
    if (link := people.set_up_link(at=clock.now())) is not None:
        say("Nobody looks after this host yet. Open this address once to become its administrator:")
        say(f"  {settings.KNOTWORK_BASE_URL}{link}")
    if not settings.KNOTWORK_SMTP_URL:
        say(f"No mail server is set (KNOTWORK_SMTP_URL): letters are kept at {settings.KNOTWORK_BASE_URL}/letters/")
