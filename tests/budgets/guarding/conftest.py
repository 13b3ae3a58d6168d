"""What is in the database before an act goes past every verb and form."""

import pytest

from tests import cast
from tests.budgets.guarding.acts import NEW_YEAR_2031


@pytest.fixture
def scene(db):
    return cast.scene()


@pytest.fixture
def regrouped(scene):
    """2030, in the organisation of 2031."""
    return cast.reporting_date(cast.book(scene.office, basis="재편", organised_on=NEW_YEAR_2031))
