"""What notebooks show is safe to display and keeps numbers apart from words."""

from __future__ import annotations

from dashboard.exporters.notebook import both, table


def test_a_table_shows_a_missing_count_as_a_dash_and_not_as_a_zero() -> None:
    shown = table([{"Year": "2021", "Count": None}, {"Year": "2022", "Count": 0}])
    assert shown.text == "Year | Count\n2021 | –\n2022 | 0"


def test_a_column_with_a_number_stands_at_the_right_from_head_to_foot() -> None:
    html = table([{"Year": "2021", "Count": None}, {"Year": "2022", "Count": 8}])._repr_html_()
    assert html.count("text-align:right") == 3
    assert html.count("text-align:left") == 3


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    shown = table([{"<b>": "<script>alert(1)</script>"}]).html + both("<i>", "<u>").html
    assert "<script>" not in shown and "<b>" not in shown and "<i>" not in shown and "<u>" not in shown


def test_a_table_without_rows_is_an_empty_table() -> None:
    assert table([]).html == "<table><thead><tr></tr></thead><tbody></tbody></table>"


def test_a_sentence_says_which_language_is_which() -> None:
    shown = both("Eight.", "8件。")
    assert shown.html == '<p lang="en">Eight.</p><p lang="ja">8件。</p>'
    assert repr(shown) == "Eight.\n8件。"
