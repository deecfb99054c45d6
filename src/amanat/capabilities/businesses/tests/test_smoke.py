import pytest

from amanat.capabilities.businesses import queries
from amanat.capabilities.businesses.tests.cast import a_business, a_person
from amanat.kernel.clock import time as clock
from amanat.words.moments import tehran_day

pytestmark = pytest.mark.django_db


def test_cast():
    owner = a_person("سارا")
    one = a_business(owner)
    now = clock.now()
    assert queries.of_person(owner.pk, now) == [one]
    assert len(queries.valid_licences(one.pk, tehran_day(now))) == 1
    assert queries.licence_end(one.pk, tehran_day(now))
    assert len(queries.proven_domains(one.pk, now)) == 1
    assert queries.linked_people(one.pk) == {owner.pk}
    assert queries.activity_rule("coin_gold", tehran_day(now)).status == "restricted"
