"""A plain page about the API, drawn from its OpenAPI description: nothing to load, nothing to run."""

from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ocop.portal.api.register import api
from ocop.portal.api.words import VIETNAMESE
from ocop.portal.caching import cached_briefly
from ocop.portal.ministry_tables import ministry_tables
from ocop.portal.pages.dictionary import FIELDS
from ocop.portal.structured_data import absolute
from ocop.portal.wording import in_english
from ocop.recognition.exporting import Form


def _type_of(schema: dict[str, Any]) -> str:
    options = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    one = options[0] if options else schema
    if "enum" in one:
        return " | ".join(str(value) for value in one["enum"] if value != "")
    if "const" in one:
        return str(one["const"])
    if one.get("type") == "array":
        return f"[{_type_of(one.get('items', {}))}]"
    if "$ref" in one:
        return str(one["$ref"]).rsplit("/", 1)[-1]
    return str(one.get("format") or one.get("type") or "")


def _words(text: str) -> str:
    return text if in_english() else VIETNAMESE.get(text, text)


def endpoints() -> list[dict[str, Any]]:
    """Return every endpoint with its parameters and the fields of its answer."""
    described = api.get_openapi_schema()
    found = []
    for path, methods in described["paths"].items():
        asked = methods["get"]
        answer = asked["responses"][200]["content"]["application/json"]["schema"]
        fields = described["components"]["schemas"][answer["$ref"].rsplit("/", 1)[-1]]["properties"]
        found.append(
            {
                "path": path,
                "summary": _words(asked["summary"]),
                "description": _words(asked.get("description", "")),
                "parameters": [
                    {
                        "name": one["name"],
                        "type": _type_of(one["schema"]),
                        "description": _words(one.get("description", "")),
                    }
                    for one in asked.get("parameters", [])
                ],
                "fields": [
                    {"name": name, "type": _type_of(schema), "description": _words(schema.get("description", ""))}
                    for name, schema in fields.items()
                ],
            }
        )
    return found


def tables_page() -> dict[str, Any]:
    """Return the tables of the ministry that are filled, and those that nothing here fills."""
    filled, missing = ministry_tables()
    return {"tables": filled, "tables_without_data": missing, "table_base": "/du-lieu-mo/bang/"}


@require_safe
@cached_briefly
def api_docs(request: HttpRequest) -> HttpResponse:
    """How other programs read the register."""
    context: dict[str, Any] = {
        "page_title": gettext("Dữ liệu mở"),
        "page_lead": gettext("Đọc sổ sản phẩm OCOP bằng chương trình: chỉ đọc, không cần tài khoản."),
        "endpoints": endpoints(),
        **tables_page(),
        "columns": FIELDS,
        "files": [(form, form.upper()) for form in get_args(Form)],
        "file_base": "/du-lieu-mo/so-san-pham",
        "today": timezone.localdate().isoformat(),
        "base": absolute("/api/v1"),
        "description_file": "/api/v1/openapi.json",
    }
    return render(request, "portal/api_docs.html", context)
