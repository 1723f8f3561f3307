from datetime import date, timedelta

import pytest
from django.test import Client

from knotwork.platform.access import refused as attempts
from knotwork.platform.access.tasks import Refusals
from knotwork.platform.audit.models import Entry
from knotwork.platform.kit.refusals import Refused
from knotwork.platform.mail.models import Letter
from knotwork.sets import circle, queries, services
from knotwork.sets.enums import EndRule, FacilitationMode, ProblemMode, Stage, Standing, Why
from knotwork.sets.models import Invitation, LearningSet, Membership
from knotwork.sets.rules import TermWish
from knotwork.sets.tests import factories

pytestmark = pytest.mark.django_db


def refused(why):
    return pytest.raises(Refused, match=f"^{why.value}$")


def test_who_starts_a_set_is_its_first_member_with_a_commitment(bo, at):
    heron = factories.heron(bo, at, commitment="I come prepared.")

    assert queries.members(heron) == [bo]
    assert queries.membership_of(bo, heron).commitment == "I come prepared."
    assert (heron.stage, heron.facilitation) == (Stage.FORMING, FacilitationMode.SELF_MANAGED)


@pytest.mark.parametrize("size", [2, 13])
def test_a_set_of_two_or_thirteen_is_refused(bo, at, size):
    with refused(Why.SIZE_OUT_OF_BOUNDS):
        services.start_set(name="Heron", purpose="", target_size=size, problem_mode=ProblemMode.OWN, zone="UTC", by=bo, at=at)


def test_a_ninth_member_joins_and_a_thirteenth_is_refused(bo, heron, at):
    newcomers = [factories.person(f"Member{number:02}", at) for number in range(2, 14)]
    for newcomer in newcomers[:8]:
        factories.add(heron, newcomer, bo, at)
    assert queries.size(heron) == 9
    secrets = [services.invite(heron, by=bo, at=at)[1] for _ in newcomers[8:]]
    for newcomer, secret in zip(newcomers[8:11], secrets[:3], strict=True):
        services.join(secret=secret, person=newcomer, commitment="I come.", at=at)

    with refused(Why.SET_IS_FULL):
        services.join(secret=secrets[3], person=newcomers[11], commitment="I come.", at=at)
    with refused(Why.SET_IS_FULL):
        services.invite(heron, by=bo, at=at)

    assert queries.size(heron) == 12


def test_an_invitation_is_used_once(bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    chen, dina = factories.person("Chen", at), factories.person("Dina", at)
    services.join(secret=secret, person=chen, commitment="I come.", at=at)

    with refused(Why.INVITATION_USED):
        services.join(secret=secret, person=dina, commitment="I come.", at=at)


def test_a_refused_joining_leaves_the_invitation_unused(bo, heron, at):
    invitation, secret = services.invite(heron, by=bo, at=at)

    with refused(Why.COMMITMENT_MISSING):
        services.join(secret=secret, person=factories.person("Chen", at), commitment=" ", at=at)

    assert queries.invitations(heron, at) == [invitation]


def test_an_invitation_lasts_fourteen_days(bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)

    with refused(Why.INVITATION_EXPIRED):
        services.join(secret=secret, person=factories.person("Chen", at), commitment="I come.", at=at + timedelta(days=14))


def test_a_forwarded_letter_opens_for_nobody_else(bo, heron, at):
    _invitation, secret = services.invite(heron, address="mara@example.org", by=bo, at=at)

    with refused(Why.INVITATION_FOR_ANOTHER):
        services.join(secret=secret, person=factories.person("Kim", at), commitment="I come.", at=at)


def test_only_a_hash_of_a_passed_on_secret_is_kept_and_a_mailed_one_only_while_it_waits(bo, heron, at):
    linked, link = services.invite(heron, by=bo, at=at)
    mailed, secret = services.invite(heron, address="mara@example.org", by=bo, at=at)
    raw = Invitation.objects.raw("SELECT * FROM sets_invitation WHERE id = %s", [mailed.pk.hex])[0]

    assert (linked.secret_to_mail, mailed.secret_to_mail) == ("", secret)
    assert link not in linked.secret_hash
    assert secret.encode() not in bytes(raw.__dict__["secret_to_mail"].sealed)

    services.revoke(mailed, by=bo, at=at)

    assert Invitation.objects.get(pk=mailed.pk).secret_to_mail == ""


def test_twenty_invitations_a_day_are_enough(bo, heron, at):
    for _ in range(20):
        services.invite(heron, by=bo, at=at)

    with refused(Why.TOO_MANY_INVITATIONS):
        services.invite(heron, by=bo, at=at + timedelta(hours=23))

    services.invite(heron, by=bo, at=at + timedelta(hours=25))


def test_a_stranger_neither_invites_nor_revokes(bo, heron, at):
    mara = factories.person("Mara", at)
    invitation, _secret = services.invite(heron, by=bo, at=at)

    with refused(Why.NOT_YOUR_SET):
        services.invite(heron, by=mara, at=at)
    with refused(Why.NOT_YOUR_SET):
        services.revoke(invitation, by=mara, at=at)


def test_accepting_begins_the_term_that_was_offered(bo, amara, heron, at):
    wish = TermWish(EndRule.ON_DATE, ends_on=date(2027, 2, 11))
    _invitation, secret = services.invite_facilitator(heron, address=amara.email, wish=wish, by=bo, at=at)
    assert queries.standing(amara, heron, at) == {Standing.INVITED}

    term = services.accept_facilitation(secret=secret, person=amara, at=at)

    assert (term.end_rule, term.ends_on) == (EndRule.ON_DATE, date(2027, 2, 11))
    assert queries.facilitator(heron, at) == amara
    assert not queries.is_member(amara, heron)


def test_an_invitation_to_facilitate_makes_no_member_and_the_other_way_round(bo, amara, heron, at):
    _, to_facilitate = services.invite_facilitator(heron, address=amara.email, wish=TermWish(EndRule.OPEN), by=bo, at=at)
    _, to_join = services.invite(heron, by=bo, at=at)

    with refused(Why.INVITED_AS_FACILITATOR):
        services.join(secret=to_facilitate, person=amara, commitment="I come.", at=at)
    with refused(Why.INVITED_AS_MEMBER):
        services.accept_facilitation(secret=to_join, person=amara, at=at)


def test_a_facilitator_asked_at_the_start_is_awaited_and_then_chosen_anew(bo, at):
    heron = services.start_set(
        name="Heron",
        purpose="",
        target_size=6,
        problem_mode=ProblemMode.OWN,
        zone="UTC",
        commitment="I come.",
        facilitator="amara@example.org",
        wish=TermWish(EndRule.OPEN),
        by=bo,
        at=at,
    )

    assert heron.facilitation == FacilitationMode.NOMINATED
    assert queries.asked_to_facilitate(heron, at) is not None
    assert not queries.must_choose(heron, at)
    assert queries.must_choose(heron, at + timedelta(days=14))


def test_after_a_term_the_set_must_choose_until_it_manages_itself(bo, amara, heron, at):
    term = factories.facilitate(heron, amara, bo, at)
    services.end_term(term, by=bo, at=at + timedelta(days=1))
    after = at + timedelta(days=1)
    heron.refresh_from_db()
    assert queries.must_choose(heron, after)

    heron = services.manage_ourselves(heron, by=bo, at=after)

    assert not queries.must_choose(heron, after)


def test_access_needs_are_for_the_facilitator_in_term_else_for_whom_the_owner_named(bo, amara, heron, at):
    chen, dina = factories.person("Chen", at), factories.person("Dina", at)
    factories.add(heron, dina, bo, at)
    mine = factories.add(heron, chen, bo, at, access_needs="Captions.", access_needs_for=dina)

    def readers():
        return {person.name for person in (bo, chen, dina, amara) if mine.pk in queries.access_needs_for(person, heron, at)}

    assert readers() == {"Chen", "Dina"}

    factories.facilitate(heron, amara, bo, at)

    assert readers() == {"Chen", "Amara"}


def test_only_a_member_can_be_named_for_access_needs(bo, heron, at):
    _invitation, secret = services.invite(heron, by=bo, at=at)
    mara = factories.person("Mara", at)

    with refused(Why.NOT_ONE_OF_US):
        services.join(secret=secret, person=factories.person("Chen", at), commitment="I come.", access_needs_for=mara, at=at)


def test_leaving_erases_access_needs_and_keeps_or_erases_own_words(bo, heron, at):
    chen, dina = factories.person("Chen", at), factories.person("Dina", at)
    for person in (chen, dina):
        factories.add(heron, person, bo, at, bio=f"{person.name} at large", access_needs="Captions.")

    kept = services.leave(heron, by=chen, at=at)
    erased = services.leave(heron, goodbye="It was good.", erase_own_words=True, by=dina, at=at)

    kept, erased = (Membership.objects.get(pk=each.pk) for each in (kept, erased))
    assert (kept.bio, kept.access_needs, kept.goodbye) == ("Chen at large", "", "")
    assert (erased.bio, erased.commitment, erased.access_needs, erased.goodbye) == ("", "", "", "It was good.")


def test_when_the_last_member_leaves_the_set_closes_and_the_term_ends(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at)
    after = at + timedelta(hours=1)

    services.leave(heron, by=bo, at=after)

    heron = LearningSet.objects.get(pk=heron.pk)
    assert (heron.stage, heron.archived_at) == (Stage.CLOSED, after)
    assert queries.standing(amara, heron, after) == {Standing.FORMER_FACILITATOR}


def test_nothing_changes_in_a_closed_set(bo, amara, heron, at):
    _, secret = services.invite(heron, address=amara.email, by=bo, at=at)
    services.leave(heron, by=bo, at=at)

    with refused(Why.SET_IS_CLOSED):
        services.join(secret=secret, person=amara, commitment="I come.", at=at)
    with refused(Why.NOT_YOUR_SET):
        services.rename(heron, name="Crane", by=bo, at=at)


def test_a_facilitator_does_not_rename_the_set(bo, amara, heron, at):
    factories.facilitate(heron, amara, bo, at)

    with refused(Why.NOT_YOUR_SET):
        services.rename(heron, name="Crane", by=amara, at=at)

    assert services.rename(heron, name="Crane", by=bo, at=at).name == "Crane"


def test_nobody_comes_into_an_archived_set_until_it_is_taken_back(bo, heron, at):
    chen = factories.person("Chen", at)
    _invitation, secret = services.invite(heron, by=bo, at=at)
    services.archive(heron, by=bo, at=at)

    for attempt in (
        lambda: services.invite(heron, by=bo, at=at),
        lambda: services.join(secret=secret, person=chen, commitment="I come.", at=at),
        lambda: services.begin_term(heron, person=chen, end_rule=EndRule.OPEN, by=bo, at=at),
        lambda: services.rename(heron, name="Weir", by=bo, at=at),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.why is Why.SET_IS_ARCHIVED

    services.unarchive(heron, by=bo, at=at)
    assert services.join(secret=secret, person=chen, commitment="I come.", at=at).person == chen


def test_an_archived_set_comes_back_to_where_it_stood(bo, heron, at):
    services.enter_stage(heron, stage=Stage.CONTRACTING, by=None, at=at)
    assert services.archive(heron, by=bo, at=at).archived_at == at

    back = services.unarchive(heron, by=bo, at=at)

    assert (back.archived_at, back.stage) == (None, Stage.CONTRACTING)


def test_entering_the_stage_one_is_in_changes_nothing(bo, heron, at):
    before = Entry.objects.of_set(heron.pk).count()

    services.enter_stage(heron, stage=Stage.FORMING, by=bo, at=at)

    assert Entry.objects.of_set(heron.pk).count() == before


def test_joining_and_leaving_tell_whoever_listens(bo, heron, at, monkeypatch):
    told = []
    monkeypatch.setattr(circle, "_listeners", [lambda learning_set, when: told.append((learning_set.pk, when))])
    chen = factories.person("Chen", at)

    factories.add(heron, chen, bo, at)
    services.leave(heron, by=chen, at=at)

    assert told == [(heron.pk, at), (heron.pk, at)]


def test_joins_roles_and_terms_are_on_record_without_words(bo, amara, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at)
    term = factories.facilitate(heron, amara, bo, at)
    services.end_term(term, by=bo, at=at)
    services.leave(heron, goodbye="CNRY goodbye", by=chen, at=at)

    entries = Entry.objects.of_set(heron.pk)

    assert {entry.event for entry in entries} == {
        "set.started",
        "invitation.made",
        "membership.joined",
        "term.begun",
        "term.ended",
        "membership.left",
    }
    assert "CNRY" not in str([entry.detail for entry in entries])


def test_leaving_the_host_leaves_every_set_and_erases_own_words(bo, heron, at):
    chen = factories.person("Chen", at)
    mine = factories.add(heron, chen, bo, at, bio="Hospital data")
    _invitation, secret = services.invite(heron, by=chen, at=at)

    services.depart(chen, at=at)

    mine = Membership.objects.get(pk=mine.pk)
    assert (mine.bio, mine.commitment, mine.left_at) == ("", "", at)
    with refused(Why.INVITATION_REVOKED):
        services.join(secret=secret, person=factories.person("Dina", at), commitment="I come.", at=at)


def test_an_export_holds_own_words_only(bo, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at, bio="CNRY-CHEN", access_needs="CNRY-NEEDS")
    dina = factories.person("Dina", at)
    factories.add(heron, dina, bo, at, bio="CNRY-DINA")

    taken = str(queries.export_of(chen))

    assert "CNRY-CHEN" in taken
    assert "CNRY-NEEDS" in taken
    assert "CNRY-DINA" not in taken
    assert "CNRY-DINA" in str(queries.export_of(dina))


def test_an_invitation_to_an_address_posts_one_letter_without_content(bo, heron, at):
    services.invite(heron, address="mara@example.org", by=bo, at=at)

    letter = Letter.objects.get()

    assert (letter.kind, letter.address, letter.recipient) == ("sets.invitation", "mara@example.org", None)
    assert set(letter.params) == {"invitation"}


def test_who_leaves_the_host_leaves_no_address_behind(bo, heron, at):
    chen = factories.person("Chen", at)
    _used, secret = services.invite(heron, address=chen.email, by=bo, at=at)
    services.join(secret=secret, person=chen, commitment="I come.", at=at)
    weir = factories.heron(factories.person("Hana", at), at)
    waiting, _secret = services.invite(weir, address=chen.email, by=weir.started_by, at=at)

    services.depart(chen, at=at)

    waiting.refresh_from_db()
    assert waiting.revoked_at == at
    assert not Invitation.objects.filter(address=chen.email).exists()


def test_a_link_ends_with_its_makers_part_in_the_set(bo, amara, heron, at):
    chen = factories.person("Chen", at)
    factories.add(heron, chen, bo, at)
    term = factories.facilitate(heron, amara, bo, at)
    links = [services.invite(heron, by=maker, at=at)[1] for maker in (chen, amara)]
    services.leave(heron, by=chen, at=at)
    services.end_term(term, by=bo, at=at)

    for secret, person in zip(links, (chen, amara), strict=True):
        with refused(Why.INVITER_HAS_LEFT):
            services.join(secret=secret, person=person, commitment="I am back.", at=at)

    assert queries.invitations(heron, at) == []


def test_a_letter_outlasts_whoever_sent_it(bo, heron, at):
    chen, dina = factories.person("Chen", at), factories.person("Dina", at)
    factories.add(heron, chen, bo, at)
    _invitation, secret = services.invite(heron, address=dina.email, by=chen, at=at)
    services.leave(heron, by=chen, at=at)

    services.join(secret=secret, person=dina, commitment="I come.", at=at)

    assert queries.is_member(dina, heron)


def test_an_attempt_at_a_set_is_written_into_its_own_record(heron, at):
    mara = factories.person("Mara", at)
    attempts.take()
    client = Client()
    client.force_login(mara)
    client.get(f"/sets/{heron.pk}/people/")
    client.get(f"/sets/{mara.pk}/people/")

    Refusals().write(at)

    written = Entry.objects.filter(event="access.refused").order_by("learning_set")
    assert {(each.by, each.learning_set) for each in written} == {(mara.pk, heron.pk), (mara.pk, None)}
