import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.markdown import TAGS
from quiz.web.written import plain, readable, written


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"),
        ("one\ntwo", "<p>one<br>\ntwo</p>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("# no heading", "<p># no heading</p>\n"),
        ("H20.He is no address", "<p>H20.He is no address</p>\n"),
        ("<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
    ],
)
def test_a_small_part_of_markdown(text, made):
    assert written(text) == made


def test_links_are_not_vouched_for_and_pictures_are_links():
    link = '<a href="https://example.org/a.png" rel="nofollow noopener ugc">'

    assert link in written("https://example.org/a.png")
    assert link in written("![a](https://example.org/a.png)")
    assert "<img" not in written("![a](https://example.org/a.png)")


@given(st.text(alphabet="<>/abimgsvonscriptjaefhr=\"'()[]!*`#&;: \n-", max_size=200))
def test_nothing_but_the_few_tags_comes_out(text):
    tags = {piece.split(">")[0].split()[0].strip("/") for piece in written(text).split("<")[1:]}

    assert tags <= TAGS


def test_what_can_be_read_is_the_text_as_shown_and_where_its_links_lead():
    text = "ze**bra**&#102;ish\n[here](https://example.org/%E6%98%BC?a=1&b=2)"

    assert plain(text) == "zebrafish here"
    assert readable(text) == "zebrafish here\nhttps://example.org/昼?a=1&b=2"
