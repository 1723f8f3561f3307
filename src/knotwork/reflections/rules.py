"""Pure decisions about learning notes and the private log."""

from knotwork.reflections.enums import Audience, Why


def why_not_note(text: str, *, is_member: bool, is_archived: bool, audience: Audience) -> Why | None:
    """Why this cannot be noted; None if it can. An archived set still allows notes for oneself."""
    if not is_member:
        return Why.NOT_IN_THIS_SET
    if is_archived and audience is Audience.SET:
        return Why.SET_IS_ARCHIVED
    return None if text.strip() else Why.WORDS_MISSING


def why_not_entry(title: str, text: str) -> Why | None:
    """Why this is no log entry: an empty one says nothing."""
    return None if title.strip() or text.strip() else Why.WORDS_MISSING


def why_not_overwrite(written_upon: int, stands: int) -> Why | None:
    """Why these words may not replace what stands: something newer was kept since they were begun."""
    return None if written_upon == stands else Why.CHANGED_ELSEWHERE


def finds(sought: str, *texts: str) -> bool:
    """Whether every sought word stands somewhere in the texts, whatever its capitals."""
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in sought.casefold().split())
