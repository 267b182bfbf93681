import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.formats.markup import (
    BARE,
    FORMATTED,
    Cut,
    _plain,
    canonical,
    escaped,
    stripped,
    to_html,
    to_markdown,
)
from quiz.exchange.formats.nodes import tree_of
from quiz.web.markdown import rendered

ANY = st.text(alphabet="ab *_`[]()<>&;#1.-+>\\\n「」あ:/", max_size=14)


@pytest.mark.parametrize(
    ("html", "markdown", "cut"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb", Cut()),
        ("<b>a</b> and <i>b</i>", "**a** and *b*", Cut()),
        ("1. a<br>- b &lt;b&gt; *c*", "1\\. a\n\\- b \\<b> \\*c\\*", Cut()),
        ("<div>a<ul><li>x</li><li>y</li></ul></div>", "a\n\n- x\n- y", Cut()),
        ("x<sup>2</sup>", "x^2", Cut(("sup",))),
        ("<h2>Q</h2>x", "Q\n\nx", Cut()),
        ("<script>alert(1)</script>ok", "ok", Cut(("script",))),
        (
            "<img src='@@PLUGINFILE@@/map.png'>x<video src='v.mp4'></video>",
            "x",
            Cut((), ("map.png",), ("v.mp4",)),
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b", Cut(("table", "td"))),
        (
            "<a href='javascript:x'>x</a> <a href='https://x.example/a'>y</a>",
            "x [y](<https://x.example/a>)",
            Cut(("javascript:x",)),
        ),
        ("<p>a <b>b</b><br></p><p>c</p>", "a **b**\n\nc", Cut()),
        ("<p>a<br />b<br/>c</p>", "a\nb\nc", Cut()),
        ("<section>a<br />b</section>", "a\nb", Cut()),
        ("<div>a<em>b</em>c<br>d</div><div>e</div>", "a*b*c\nd\n\ne", Cut()),
        ("<ul><li><b>a</b></li><li></li></ul>", "- **a**", Cut()),
        # Markdown does not see emphasis here and would show the stars.
        ("<b>「輸出」</b>の", "「輸出」の", Cut(("em",))),
    ],
)
def test_html_becomes_markdown_and_what_is_cut_is_named(html, markdown, cut):
    assert to_markdown(html) == (markdown, cut)


INNER = st.text(alphabet="aあH2ー。「 _*.", max_size=4)
PARTS = st.tuples(INNER, st.sampled_from(["b", "i"]), INNER, INNER).map(
    lambda part: f"{part[0]}<{part[1]}>{part[2]}</{part[1]}>{part[3]}"
)


@given(st.lists(PARTS, min_size=1, max_size=4).map("".join), st.sampled_from(["p", "div", "section"]))
@settings(max_examples=300)
def test_no_star_of_emphasis_is_ever_shown(html, tag):
    markdown, _cut = to_markdown(f"<{tag}>{html}</{tag}>")

    assert stripped(markdown).count("*") == html.count("*")


@given(ANY)
@settings(max_examples=300)
def test_what_is_canonical_stays_as_it_is(text):
    assert canonical(canonical(text)) == canonical(text)


@given(st.lists(st.one_of(ANY, st.text(max_size=14)), max_size=3).map("\n\n".join))
@settings(max_examples=300)
def test_a_text_without_signs_needs_neither_markdown_nor_html(text):
    if BARE.fullmatch(text):
        html = rendered(text).strip()
        assert to_html(text) == html.replace("&nbsp;", "\N{NO-BREAK SPACE}")
        assert to_markdown(html)[0] == text
        assert escaped(text) == text
        assert stripped(text) == _plain(tree_of(html))
        assert not FORMATTED.search(html)


@given(ANY)
@settings(max_examples=300)
def test_plain_text_is_shown_as_it_stands(text):
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    assert stripped(escaped(lines)) == lines.strip()


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JAVA\nSCRIPT:alert(1)",
        "mailto:a@example.org",
        "data:text/html,x",
        "@@PLUGINFILE@@/a.pdf",
    ],
)
def test_a_link_that_leads_nowhere_is_named_and_its_text_stays(href):
    text, cut = to_markdown(f'<p>See <a href="{href}">this</a>.</p>')

    assert (text, cut.tags) == ("See this.", (" ".join(href.split()),))


@pytest.mark.parametrize("href", ["https://example.org/a", "HTTP://example.org"])
def test_a_link_into_the_web_stays(href):
    assert to_markdown(f'<a href="{href}">this</a>') == (f"[this](<{href}>)", Cut())


def test_of_more_tags_than_any_text_has_signs_nothing_is_made():
    many = "<b>" * 20_001

    assert to_markdown(many) == (many, Cut())
    assert to_markdown(f'<img src="data:image/png;base64,{"A" * 10**6}">ok')[0] == "ok"
