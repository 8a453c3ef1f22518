"""Names in kana and Hangul, typed in Latin letters."""

import pytest

from server.parsing.text.transliteration import in_latin


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("ビール", {("biiru",), ("biru",)}),
        ("コロッケ", {("korokke",)}),
        ("じゃがいも", {("jagaimo",)}),
        ("ぎょうざ", {("gyouza",), ("gyoza",)}),
        ("ラーメン", {("raamen",), ("ramen",)}),
        ("ファミリー", {("famirii",), ("famiri",)}),
        ("김치", {("gimchi",), ("kimchi",)}),
        ("비빔밥", {("bibimbap",), ("pibimbap",), ("bibimbab",)}),
        ("물 냉면", {("mulnaengmyeon",), ("mul", "naengmyeon"), ("mulnaengmyun",)}),
        ("떡", {("ddeok",), ("dduk",), ("tteok",), ("ttuk",)}),
    ],
)
def test_a_name_is_typed_in_latin_letters(name: str, typed: set[tuple[str, ...]]) -> None:
    """Long vowels are written twice or once, doubled consonants, glides and the sounds of Hangul as they are heard."""
    assert in_latin(name) == typed


@pytest.mark.parametrize("name", ["未茶", "beer", "ビールL", "맥주 500", ""])
def test_other_names_are_not_typed_so(name: str) -> None:
    """Characters that have no one sound, and names that are in Latin letters already, are left alone."""
    assert in_latin(name) == frozenset()
