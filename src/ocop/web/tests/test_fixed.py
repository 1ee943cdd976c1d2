"""What templates say to everyone alike is written once for each language; what depends on anything else is written anew."""

from collections.abc import Iterator

import pytest
from django.template import Template, engines
from django.template.base import TextNode
from django.template.context import Context
from django.test import Client, RequestFactory, override_settings
from django.urls import get_script_prefix, resolve, reverse, set_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import override

from ocop.people.models import UserAccount
from ocop.web.fixed import Fixed, Loader, join_fixed
from ocop.web.languages import in_language

WORDS = "{% load i18n static drawings pieces %}"
SAME_FOR_ALL = (
    "<h2>{% translate 'Tìm' %}</h2>",
    "<p>{% blocktranslate %}Trang trình diễn, <strong>không phải của nhà nước</strong>{% endblocktranslate %}</p>",
    "<a href='{% url 'portal:about' %}'>{% icon 'search' 16 %} {% translate 'Cách chấm sao' %}</a>",
    "<link href='{% static 'web/mark.svg' %}'>{# a word to the next reader #}{% comment %}x{% endcomment %}",
)
OF_ITS_OWN = (
    "{{ name }}",
    "{% csrf_token %}",
    "{% translate name %}",
    "{% translate 'Tìm' as word %}",
    "{% blocktranslate %}{{ name }} sao{% endblocktranslate %}",
    "{% url 'portal:producer' name %}",
    "{% url 'portal:about' as address %}",
    "{% static name %}",
    "{% icon name %}",
    "{% stars 4 %}",
    "{% get_current_language as LANGUAGE_CODE %}",
    "{% if name %}a{% endif %}",
)


@pytest.fixture
def _below_a_path() -> Iterator[None]:
    before = get_script_prefix()
    set_script_prefix("/ocop/")
    yield
    set_script_prefix(before)


def joined(text: str) -> Template:
    template = Template(WORDS + text)
    join_fixed(template.nodelist)
    return template


def shown(text: str, language: str = "vi", **values: object) -> str:
    with override(language):
        return joined(text).render(Context(values))


def test_pages_are_read_by_this_loader() -> None:
    assert [type(one) for one in engines["django"].engine.template_loaders] == [Loader]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", SAME_FOR_ALL)
def test_neighbours_that_are_alike_become_one_part(text: str) -> None:
    assert [type(one) for one in joined(text).nodelist] == [Fixed]


@pytest.mark.parametrize("text", OF_ITS_OWN)
def test_what_depends_on_more_stays_by_itself(text: str) -> None:
    plain = Template(WORDS + text).nodelist[-1]
    last = joined(text).nodelist[-1]
    assert type(last) is type(plain)
    assert not isinstance(last, Fixed | TextNode)


@pytest.mark.parametrize("text", SAME_FOR_ALL)
def test_every_language_has_its_words_and_keeps_them(text: str) -> None:
    template, plain = joined(text), Template(WORDS + text)
    for language in ("vi", "en", "vi", "en"):
        with override(language):
            assert template.render(Context()) == plain.render(Context())


def test_parts_within_conditions_and_loops_are_joined_too() -> None:
    text = "{% for one in many %}<b>{% if one %}{% translate 'Tìm' %}!{% else %}-{% translate 'Tìm' %}{% endif %}</b>{% empty %}{% translate 'Tìm' %}.{% endfor %}"
    assert shown(text, many=[1, 0]) == "<b>Tìm!</b><b>-Tìm</b>"
    assert shown(text, many=[]) == "Tìm."
    loop = joined(text).nodelist[-1]
    assert [[type(one) for one in branch] for _, branch in loop.nodelist_loop[1].conditions_nodelists] == [[Fixed]] * 2  # type: ignore[attr-defined]
    assert [type(one) for one in loop.nodelist_empty] == [Fixed]  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_below_a_path")
def test_addresses_begin_with_the_path_of_the_site_even_when_they_were_written_elsewhere_first() -> None:
    template = joined("<a href='{% url 'portal:about' %}'></a>")
    set_script_prefix("/")
    assert template.render(Context()) == "<a href='/gioi-thieu/'></a>"
    set_script_prefix("/ocop/")
    assert template.render(Context()) == "<a href='/ocop/gioi-thieu/'></a>"


def test_words_within_another_language_are_in_that_one() -> None:
    text = "{% translate 'Tìm' %}.{% language 'en' %}{% translate 'Tìm' %}.{% endlanguage %}{% translate 'Tìm' %}."
    template = joined(text)
    for language, words in (("vi", "Tìm.Search.Tìm."), ("en", "Search.Search.Search.")) * 2:
        with override(language):
            assert template.render(Context()) == words


def test_a_changed_setting_is_seen() -> None:
    template = joined("<img src='{% static 'web/mark.svg' %}'>")
    assert template.render(Context()) == "<img src='/static/web/mark.svg'>"
    with override_settings(STATIC_URL="/tinh/"):
        assert template.render(Context()) == "<img src='/tinh/web/mark.svg'>"
    assert template.render(Context()) == "<img src='/static/web/mark.svg'>"


def test_a_piece_is_drawn_once_for_its_values_and_language() -> None:
    template = joined("{% drawn owner %}{% translate 'Tìm' %} {{ owner }} {{ count }}{% enddrawn %}")
    seen = []
    for language, owner, count in (("vi", "a", 1), ("vi", "a", 2), ("en", "a", 3), ("vi", "b", 4), ("en", "a", 5)):
        with override(language):
            seen.append(template.render(Context({"owner": owner, "count": count})))
    assert seen == ["Tìm a 1", "Tìm a 1", "Search a 3", "Tìm b 4", "Search a 3"]


def test_text_that_is_marked_safe_is_another_value_than_the_same_letters() -> None:
    template = joined("{% drawn owner %}{{ owner }}{% enddrawn %}")
    assert template.render(Context({"owner": SafeString("<b>")})) == "<b>"
    assert template.render(Context({"owner": "<b>"})) == "&lt;b&gt;"


@pytest.mark.django_db
def test_whoever_signed_in_sees_the_way_to_their_work_and_nobody_else_does(client: Client) -> None:
    person = UserAccount.objects.create_user("buoi", full_name="Nguyễn Thị Bưởi")
    own = Client()
    own.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for _ in range(2):
        assert "Đăng nhập" in client.get("/gioi-thieu/").content.decode()
        assert "Việc của tôi" not in client.get("/gioi-thieu/").content.decode()
        assert "Việc của tôi" in own.get("/gioi-thieu/").content.decode()
        assert "My tasks" in own.get("/en/gioi-thieu/").content.decode()


@pytest.mark.django_db
def test_every_form_carries_its_own_token(client: Client) -> None:
    one, other = (c.get(reverse("account_login")).content.decode() for c in (client, Client()))
    assert one.count("csrfmiddlewaretoken") == other.count("csrfmiddlewaretoken") == 1
    assert one != other


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/san-pham/",
        "/san-pham/tra-sen-26/",
        "/san-pham/tra-07/",
        "/chu-the/7/",
        "/gioi-thieu/",
        "/q/A1-b_2",
        "/q/trà",
    ],
)
@pytest.mark.parametrize("query", ["", "q=tr%C3%A0&sao=4"])
def test_the_address_in_the_other_language_is_the_one_worked_out_backwards(path: str, query: str) -> None:
    with override("vi"):
        request = RequestFactory().get(path, QUERY_STRING=query)
        request.resolver_match = match = resolve(request.path)
    with override("en"):
        english = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    for _ in range(2):  # the second time it is known how the two differ
        assert in_language(request, "en") == (f"{english}?{query}" if query else english)
    with override("en"):
        there = RequestFactory().get(english)
        there.resolver_match = resolve(there.path)
    with override("vi"):
        back = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    for _ in range(2):
        assert in_language(there, "vi") == back
