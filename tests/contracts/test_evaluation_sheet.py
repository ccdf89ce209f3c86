"""The evaluation sheet as data: every heading of every objective, in both languages, in the sheet's terms."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ingest.schema import HEADINGS

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT / "data"
OBJECTIVES = ("dialogue", "maritime", "arctic", "cyber", "economic", "osa")
IN_MARKS = re.compile("「([^」]*(?:『[^』]*』[^」]*)?)」")

TERMS = {
    ("dialogue", "initiatives"): [
        "二国間や多国間の対話・会合を通じた地域安全保障の促進及び日米豪印の取組推進",
        "日米豪印",
        "貢献",
    ],
    ("dialogue", "result"): ["実現した"],
    ("dialogue", "way-forward"): ["自由で開かれたインド太平洋"],
    ("maritime", "aim"): ["維持・強化"],
    ("maritime", "initiatives"): [
        "ソマリア沖・アデン湾及びアジア海域における海上交通の安全確保",
        "事案数は低水準に抑制され、0～1件で推移",
        "海賊対処レポート（内閣官房）",
        "事務局長派遣（3年度末まで）",
        "財政貢献",
        "深刻な事案の発生は2021年以降発生していない",
    ],
    ("maritime", "result"): ["増加傾向", "誘拐や暴行などを含む深刻な事案", "軽微な事案"],
    ("maritime", "way-forward"): [
        "情勢悪化",
        "海賊対処行動の安全かつ円滑な実施",
        "深刻な事案は抑制されている",
        "軽微な事案",
        "効率化や合理化",
    ],
    ("arctic", "aim"): ["主要プレイヤーの一つ", "国際秩序形成への関与を拡大する"],
    ("arctic", "initiatives"): ["北極をめぐる国際秩序形成への参画", "知見"],
    ("arctic", "result"): [
        "先住民団体",
        "信頼醸成に貢献",
        "建造中",
        "2026年の研究船の利用開始に向けて",
    ],
    ("arctic", "way-forward"): ["国際研究プラットフォーム"],
    ("arctic", "next-aim"): [
        "我が国の知見を生かした国際協力を推進し",
        "国際秩序形成への貢献を拡大する",
        "関与",
        "貢献",
    ],
    ("cyber", "aim"): ["法の支配の推進や信頼醸成措置の推進等の取組", "創出"],
    ("cyber", "initiatives"): [
        "攻撃者の将来の活動コストを高める",
        "オープン・エンド作業部会",
        "立場を表明した",
        "サイバーセキュリティ・マルチドナー信託基金",
        "のべ10か国・機関以上",
    ],
    ("cyber", "result"): ["貢献した"],
    ("cyber", "way-forward"): [
        "攻撃者に対するコストの賦課",
        "法の支配の推進",
        "能力構築支援の実施",
        "各種サイバー協議等の活用",
    ],
    ("cyber", "next-aim"): [
        "国際連携を強化",
        "ルール／規範の形成・深化の推進、サイバー攻撃抑止のための取組、能力構築支援等",
    ],
    ("economic", "aim"): [
        "従来の安全保障と経済を横断する領域",
        "我が国自身が主導的に取り組んで",
        "主体的に",
    ],
    ("economic", "initiatives"): ["経済版『2+2』", "経済的威圧に対する調整プラットフォーム"],
    ("economic", "result"): ["グローバル・サウスの国々も含め", "維持・強化に努めた"],
    ("economic", "way-forward"): ["国際規範の形成"],
    ("economic", "next-aim"): ["緊密な連携の下、経済安全保障分野においても"],
    ("osa", "aim"): ["有意義な", "案件を形成・実施する"],
    ("osa", "initiatives"): ["新たな無償による資金協力の枠組み", "書簡の署名・交換"],
    ("osa", "result"): ["制度の基礎を固めることができた"],
    ("osa", "way-forward"): ["真に有意義な候補案件を選定", "適切にモニタリング"],
    ("osa", "next-aim"): ["実施及びモニタリング", "2年目以降の案件の形成・実施"],
}
"""What stands in the sheet itself, read there: to be said in these very words."""
NOT_ITS_WORDS = re.compile("計画|重大|目標値")
ONLY_LATER = {
    ("cyber", "aim"): "抑止|能力構築",
    ("osa", "aim"): "モニタリング",
    ("maritime", "next-aim"): "ReCAAP|ARF",
    ("arctic", "aim"): "貢献",
}
"""What the sheet says under another heading alone."""


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def said(objective: str, heading: str, language: str) -> str:
    return "\n".join(
        f"{row[f'part_{language}']}\n{row[f'text_{language}']}"
        for row in rows("sheet_items.csv")
        if (row["objective"], row["heading"]) == (objective, heading)
    )


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_heading_of_every_objective_is_told_in_both_languages(objective: str, heading: str) -> None:
    english, japanese = said(objective, heading, "en"), said(objective, heading, "ja")
    assert re.search("[a-z]{3}", english) and re.search("[ぁ-ん]", japanese)
    in_marks = set(IN_MARKS.findall(japanese))
    assert set(TERMS.get((objective, heading), ())) <= in_marks
    known = {term for terms in TERMS.values() for term in terms}
    assert set(IN_MARKS.findall(english)) <= in_marks | known | {"信頼醸成措置"}


def test_the_words_of_other_documents_and_other_headings_are_not_the_sheets() -> None:
    for row in rows("sheet_items.csv"):
        for name in ("part_ja", "text_ja", "evidence_ja"):
            assert not NOT_ITS_WORDS.search(row[name]), row
    for (objective, heading), words in ONLY_LATER.items():
        assert not re.search(words, said(objective, heading, "ja")), (objective, heading)


def test_every_initiative_names_its_evidence_and_has_a_dated_state_with_a_source() -> None:
    items = {row["id"]: row for row in rows("sheet_items.csv")}
    initiatives = {id for id, row in items.items() if row["heading"] == "initiatives"}
    states = rows("item_states.csv")
    assert {row["item"] for row in states} == initiatives
    assert {id for id, row in items.items() if row["evidence_en"]} == initiatives
    for row in states:
        assert row["dated"] and row["by_ja"] and (row["publication"] or row["source_ja"]), row
    reported = {row["item"] for row in states if row["state"] == "reported"}
    assert reported == initiatives


def test_no_page_calls_the_evaluation_sheet_a_plan() -> None:
    with (PROJECT / "dashboard/words/ja.po").open("rb") as file:
        said = [message for message in read_po(file) if message.id]
    assert len(said) > 500
    assert not [message.id for message in said if "計画" in str(message.string)]
    assert not [message.id for message in said if re.search(r"\bplan('s)?\b(?!\})", str(message.id))]
