"""What screens say for the words of accounts."""

from django.utils.translation import gettext_lazy as _

from knotwork.people.enums import Asking, Means, Notice, Nudge, Purpose, Reminder, Theme, Why
from knotwork.platform.kit.words import Words

WORDS: tuple[Words, ...] = (
    {
        Theme.SYSTEM: _("As my device has it"),
        Theme.LIGHT: _("Light"),
        Theme.DARK: _("Dark"),
    },
    {
        Reminder.NONE: _("None"),
        Reminder.DAY: _("A day before"),
        Reminder.TWO_HOURS: _("Two hours before"),
        Reminder.BOTH: _("A day before, and two hours before"),
    },
    {
        Nudge.NONE: _("Never"),
        Nudge.EACH: _("Once between two meetings, halfway"),
        Nudge.EVERY_OTHER: _("Halfway between every other two meetings"),
    },
    {
        Asking.NONE: _("No letter"),
        Asking.FIRST: _("When something is proposed"),
        Asking.BOTH: _("When something is proposed, and once more if I have not answered when its time is nearly over"),
    },
    {
        Purpose.SIGN_IN: _("Signing in"),
        Purpose.SIGN_UP: _("Opening an account"),
        Purpose.CONFIRM: _("Showing that it is you"),
        Purpose.OLD_ADDRESS: _("Leaving an address"),
        Purpose.NEW_ADDRESS: _("Taking a new address"),
        Purpose.PRINTED: _("Coming in with a printed link"),
    },
    {
        Means.CODE: _("With a code from a mail"),
        Means.LINK: _("With a link from a mail"),
        Means.PASSWORD: _("With a password"),
        Means.PASSKEY: _("With a passkey"),
        Means.DEVICE: _("Let in from another device"),
        Means.SET_UP: _("With the set-up link"),
        Means.PRINTED: _("With a link printed on the host's machine"),
        Means.DEMO: _("In the demo"),
    },
    {
        Notice.ADDRESS_CHANGED: _("The address of your account was changed."),
        Notice.PASSWORD_KEPT: _("A password was set for your account."),
        Notice.PASSWORD_REMOVED: _("The password of your account was removed."),
        Notice.SECOND_STEP_BEGUN: _("Signing in to your account now takes a second step."),
        Notice.SECOND_STEP_ENDED: _("Signing in to your account no longer takes a second step."),
        Notice.PASSKEY_ADDED: _("A passkey was added to your account."),
        Notice.PASSKEY_REMOVED: _("A passkey was removed from your account."),
        Notice.DEVICE_LET_IN: _("Another device was let into your account."),
        Notice.LINK_PRINTED: _("A link printed on the host's machine was used to sign in to your account."),
    },
    {
        Why.NAME_IN_ITS_ROLE: _("What you say instead must not hold a name you keep out."),
        Why.NO_NAME: _("There is nothing in this name to look for."),
        Why.TOO_MANY_NAMES: _("A hundred names are kept out; let one in again first."),
        Why.TOO_OFTEN: _("That was tried often in a short time. Wait a quarter of an hour, then it works again."),
        Why.NOT_ASKED_HERE: _("This browser has not asked for a letter. Ask for one here, or go on where you asked."),
        Why.CODE_IS_OLD: _("This letter was good for fifteen minutes, and they are over. Ask for a new one."),
        Why.CODE_IS_USED: _("This letter has been used, and it works only once. Ask for a new one."),
        Why.CODE_IS_WRONG: _("That is not the code in the newest letter. Look again, or ask for a new one."),
        Why.SECOND_CODE_IS_WRONG: _(
            "That is not a code of your authenticator that works now. Each works once: wait for the next one, or use a spare code."
        ),
        Why.TOO_MANY_TRIES: _("Five codes did not fit. Ask for a new letter and use the code in it."),
        Why.NOT_RECOGNISED: _("Address and password do not belong together. You can sign in with a letter instead."),
        Why.PASSKEY_NOT_KNOWN: _("This passkey does not open an account here. Try again, or use a letter."),
        Why.SIGN_UP_IS_CLOSED: _("An account here begins with an invitation to a set. Open the link in your invitation first."),
        Why.INVITATION_HAS_OPENED: _(
            "This invitation has opened an account already, and each one opens one. If that account is yours, sign in with "
            "its address; otherwise ask the set for an invitation of your own."
        ),
        Why.ADDRESS_IS_TAKEN: _("This address cannot be used here. Try another one."),
        Why.TICKET_IS_OVER: _(
            "This offer was good for two minutes and only once. Make a new one on the device where you are signed in."
        ),
        Why.TICKET_IS_ASKED: _("Another device has asked already. Make a new offer on the device where you are signed in."),
        Why.NOT_THE_ONE_WHO_ASKED: _("Only the device that asked can go on here."),
        Why.HOST_IS_SET_UP: _("Somebody looks after this host already. Ask them for an invitation."),
        Why.NOT_THE_HOST: _("Only whoever looks after this host can do this."),
        Why.PRINTED_IS_OVER: _(
            "A printed link works once, for fifteen minutes, and only until the next one is printed. Print a new one."
        ),
        Why.NO_ACCOUNT: _("Nobody here has this address. Whoever looks after the host needs an account first."),
        Why.LAST_HOST: _("Somebody has to look after this host. Name somebody else first."),
    },
)

ABOUT_STANDING = (Why.NOT_THE_ONE_WHO_ASKED,)
