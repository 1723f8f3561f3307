"""Static files: sent compressed, under an address that changes whenever one of them does (decision 0020)."""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

type Next = Callable[[HttpRequest], HttpResponseBase]

_TEXT = ("text/", "application/json", "image/svg+xml")


def fingerprint(package: Path) -> str:
    """Twelve hexadecimal digits that stand for every static file of the program: their names and all their bytes."""
    told = hashlib.blake2b(digest_size=6)
    for path in sorted(path for path in package.glob("**/static/**/*") if path.is_file()):
        content = path.read_bytes()
        told.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode() + content)
    return told.hexdigest()


def compressed(get_response: Next) -> Next:
    """Send a static file as gzip to whoever takes it; each is compressed once and kept.

    Nothing else is ever compressed: the length of a compressed page tells about the secrets in it (BREACH).
    """
    kept: dict[str, bytes] = {}

    def answer(request: HttpRequest) -> HttpResponseBase:
        plain = get_response(request)
        if not _is_static_text(request, plain):
            return plain
        patch_vary_headers(plain, ["Accept-Encoding"])
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return plain
        if request.path_info not in kept:
            kept[request.path_info] = gzip.compress(plain.getvalue(), mtime=0)
        plain.close()
        body = kept[request.path_info]
        # The tag stands for the bytes of the plain file, so it does not go along.
        headers = {name: value for name, value in plain.items() if name != "ETag"}
        return HttpResponse(body, headers={**headers, "Content-Encoding": "gzip", "Content-Length": str(len(body))})

    return answer


def _is_static_text(request: HttpRequest, answer: HttpResponseBase) -> bool:
    return (
        request.method == "GET"
        and request.path_info.startswith(settings.STATIC_URL)
        and isinstance(answer, StreamingHttpResponse)
        and answer.status_code == 200
        and answer.headers.get("Content-Type", "").startswith(_TEXT)
    )
