"""How the words of reflection are said on the screen."""

from django.utils.translation import gettext_lazy as _

from knotwork.platform.kit.words import Words
from knotwork.reflections.enums import Audience, Level, Why

WORDS: tuple[Words, ...] = (
    {
        Level.PROBLEM: _("about the challenge"),
        Level.SELF: _("about oneself"),
        Level.SET: _("about the set"),
        Level.SYSTEM: _("about the system around it"),
    },
    {
        Why.NOT_YOURS: _("Only the person who wrote it can change it."),
        Why.WORDS_MISSING: _("There are no words yet. One line is enough."),
        Why.NOT_IN_THIS_SET: _("You are not in this set now, so nothing can be noted in it."),
        Why.SET_IS_ARCHIVED: _("This set is archived: everything can be read, nothing shared any more."),
        Why.CHANGED_ELSEWHERE: _("These words were changed in another window meanwhile. Nothing was overwritten."),
    },
    {
        Audience.ME: _("only you can read it"),
        Audience.SET: _("the set can read it"),
    },
)

ABOUT_STANDING = (Why.NOT_YOURS, Why.NOT_IN_THIS_SET)
