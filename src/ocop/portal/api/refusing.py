"""How the API refuses a question: which parameter does not fit, and one sentence in Vietnamese and in English."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

UNKNOWN, REPEATED = "unknown_parameter", "repeated_parameter"
SENTENCES = {
    UNKNOWN: ("không có tham số “{}”", "there is no parameter “{}”"),
    REPEATED: ("tham số “{}” được gửi nhiều lần", "parameter “{}” was sent more than once"),
    "": ("giá trị của “{}” không hợp lệ", "the value of “{}” does not fit"),
}


def wrong_parameters(request: HttpRequest, known: Collection[str]) -> ValidationError | None:
    """Return what is wrong where a parameter is none of the endpoint's, or came twice."""
    wrong = [{"loc": ["query", name], "msg": UNKNOWN, "type": UNKNOWN} for name in request.GET if name not in known]
    wrong += [
        {"loc": ["query", name], "msg": REPEATED, "type": REPEATED}
        for name, values in request.GET.lists()
        if name in known and len(values) > 1
    ]
    return ValidationError(wrong) if wrong else None


def answer_refusals(api: NinjaAPI) -> None:
    """Let an API answer every wrong question with 422, the sentence and where it is wrong."""

    def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = [{"loc": one["loc"], "msg": one["msg"], "type": one["type"]} for one in error.errors]
        return api.create_response(request, {"message": sentence(found), "detail": found}, status=422)

    api.add_exception_handler(ValidationError, refuse)  # type: ignore[arg-type]  # the handler names its own kind of error


def sentence(wrong: list[dict[str, Any]]) -> str:
    """Return what is wrong in one sentence, Vietnamese and English."""
    said = [
        [words.format(one["loc"][-1]) for words in SENTENCES.get(str(one["type"]), SENTENCES[""])] for one in wrong[:5]
    ]
    vietnamese, english = ("; ".join(dict.fromkeys(words)) for words in zip(*said, strict=True))
    return f"Câu hỏi sai: {vietnamese}. / Wrong question: {english}."
