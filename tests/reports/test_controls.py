"""What a reader chooses with, drawn by template tags."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

HOSTILE = "<b>\"가\"&'나'"
ESCAPED = "&lt;b&gt;&quot;가&quot;&amp;&#x27;나&#x27;"


@pytest.fixture
def draw():
    def drawn(tag, query="", **said):
        request = RequestFactory().get(f"/table{query}")
        template = Template(f"{{% load controls %}}{{% {tag} %}}")
        return template.render(Context({"request": request} | said))

    return drawn


def test_the_chosen_option_is_selected(draw):
    drawn = draw("options values 'b'", values=["a", "b"])
    assert drawn == "<option>a</option><option selected>b</option>"


def test_an_option_says_its_value_where_readers_see_another_word(draw):
    drawn = draw("options values ''", values=[("-rate", "집행률 큰 것부터")])
    assert drawn == '<option value="-rate">집행률 큰 것부터</option>'


def test_a_switch_leads_to_the_same_address_with_another_value(draw):
    drawn = draw("switch 'unit' values '원'", query="?depth=부서&unit=원", values=["원", "억원"])
    assert drawn == (
        '<a href="?depth=%EB%B6%80%EC%84%9C&amp;unit=%EC%9B%90" aria-current="true">원</a>'
        '<a href="?depth=%EB%B6%80%EC%84%9C&amp;unit=%EC%96%B5%EC%9B%90">억원</a>'
    )


def test_a_switch_may_be_a_list(draw):
    assert draw("switch_items 'unit' values ''", values=["원"]).startswith('<li><a href="?unit=')


@pytest.mark.parametrize("value", [HOSTILE, (HOSTILE, "말"), ("말", HOSTILE)])
@pytest.mark.parametrize("tag", ["options values ''", "switch 'q' values ''"])
def test_hostile_names_are_escaped(draw, tag, value):
    drawn = draw(tag, values=[value])
    assert "<b>" not in drawn
    assert ESCAPED in drawn or "%3Cb%3E" in drawn


def test_hostile_conditions_of_the_address_are_escaped(draw):
    drawn = draw("switch 'unit' values ''", query='?q="><script>', values=["원"])
    assert "<script>" not in drawn
    assert "%22%3E%3Cscript%3E" in drawn
