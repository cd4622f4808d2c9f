import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms.roster.codes import ALPHABET, BLOCKED, new_code, parse_code, valid_uai


def test_the_letters_are_told_apart_and_spell_nothing():
    assert len(ALPHABET) == len(set(ALPHABET)) >= 15
    assert not set(ALPHABET) & set("AEIOUYQGNW")
    assert all(set(word) <= set(ALPHABET) for word in BLOCKED)


def test_a_code_has_six_letters_and_no_rude_abbreviation():
    chance = random.Random(7)
    codes = {new_code(chance) for _ in range(3000)}
    assert len(codes) > 2900
    assert all(len(code) == 6 and set(code) <= set(ALPHABET) for code in codes)
    assert not any(word in code for code in codes for word in BLOCKED)


@given(st.randoms(use_true_random=False), st.sampled_from(["", " ", "-", " – ", "\u00a0", "."]))
def test_a_code_is_read_however_a_child_writes_it(chance, gap):
    code = new_code(chance)
    assert parse_code(gap.join(code.lower())) == code
    assert parse_code(f" {code[:3]}{gap}{code[3:]} ") == code


@pytest.mark.parametrize("text", ["", "BCDFH", "BCDFHJK", "BCDFHA", "BCDFH1", "BÇDFHJ", "ßßß"])
def test_what_cannot_be_a_code_is_none(text):
    assert parse_code(text) is None


@pytest.mark.parametrize(
    "uai",
    ["0750655E", "0750654D", "0750648X", "0750652B", "0750656F", "0951099D", "0690671E", "0782562L", "0750655e"],
)
def test_the_code_of_a_real_school_is_valid(uai):
    assert valid_uai(uai)


@pytest.mark.parametrize(
    "uai", ["0750655F", "0750656E", "750655E", "07506555", "0750655E ", "", "٠٧٥٠٦٥٥E", "0750655É"]
)
def test_a_mistyped_uai_is_not_valid(uai):
    assert not valid_uai(uai)


@given(st.integers(0, 9_999_999))
def test_each_number_has_one_letter(number):
    letters = [letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if valid_uai(f"{number:07}{letter}")]
    assert len(letters) == 1
    assert letters[0] not in "IOQ"
