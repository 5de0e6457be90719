"""Words in another script carry their language; nothing else of a text is touched."""

from __future__ import annotations

import pytest

from bansac.config import Locale
from bansac.foreign import ForeignWords
from bansac.formats import script_of

VI = Locale("vi", "Tiếng Việt", "ltr", "")
EN = Locale("en", "English", "ltr", "en/")
ZH = Locale("zh", "简体中文", "ltr", "zh/")
RU = Locale("ru", "Русский", "ltr", "ru/")
AR = Locale("ar", "العربية", "rtl", "ar/")
LOCALES = (VI, EN, ZH, RU, AR)


@pytest.mark.parametrize(
    ("own", "text", "expected"),
    [
        (VI, "Мужество (tiếng Nga)", '<span lang="ru" dir="ltr">Мужество</span> (tiếng Nga)'),
        (VI, "và الشجاعة والثبات.", 'và <span lang="ar" dir="rtl">الشجاعة والثبات</span>.'),
        (VI, "Hai chữ 本领, **勇毅**", 'Hai chữ <span lang="zh" dir="ltr">本领</span>, **<span lang="zh" dir="ltr">勇毅</span>**'),
        (AR, "المبدأ «Верность» ثابت", 'المبدأ «<span lang="ru" dir="ltr">Верность</span>» ثابت'),
        (RU, "Верность и Loyalty", "Верность и Loyalty"),
        (ZH, "忠诚，Loyalty", "忠诚，Loyalty"),
        (VI, "[xem](/a/Ё.md#я) `код` {#д}", "[xem](/a/Ё.md#я) `код` {#д}"),
        (VI, "γνώσις", "γνώσις"),
    ],
)
def test_marks_words_of_another_script(own: Locale, text: str, expected: str) -> None:
    assert ForeignWords(own, LOCALES).marked(text) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p title="Ум">xem <b>Ум</b><br>và</p>', '<p title="Ум">xem <b><span lang="ru" dir="ltr">Ум</span></b><br>và</p>'),
        ('<dd lang="ru"><i>Ум</i></dd> Ум', '<dd lang="ru"><i>Ум</i></dd> <span lang="ru" dir="ltr">Ум</span>'),
        ("<svg><title>智慧</title><path/></svg>智慧", '<svg><title>智慧</title><path/></svg><span lang="zh" dir="ltr">智慧</span>'),
    ],
)
def test_marks_words_in_html_but_not_where_the_language_is_told(html: str, expected: str) -> None:
    assert ForeignWords(VI, LOCALES).marked_html(html) == expected


def test_does_not_guess_between_two_writers_of_a_script() -> None:
    bulgarian = Locale("bg", "Български", "ltr", "bg/")
    assert ForeignWords(VI, (*LOCALES, bulgarian)).marked("Мужество") == "Мужество"


@pytest.mark.parametrize(
    ("code", "script"), [("vi", "Latn"), ("zh", "Hani"), ("zh-Hant", "Hani"), ("ar", "Arab"), ("lo", "Laoo"), ("tlh", "Latn")]
)
def test_script_of_a_locale(code: str, script: str) -> None:
    assert script_of(code) == script
