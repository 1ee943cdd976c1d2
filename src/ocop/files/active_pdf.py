"""What acts or calls out in a PDF: every object is looked at, those in object streams and those that nothing names included.

An action may stand anywhere (ISO 32000-2, 12.6): at a page, behind a link, behind another action (``/Next``), in a form. Names are
compared after qpdf has read them, so that ``/J#61vaScript`` is what it says. A link that a reader clicks may lead to a web page; one
that goes by itself may not.
"""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

SCRIPT = "mã JavaScript"
LAUNCH = "lệnh mở chương trình hoặc tệp khác"
SENDING = "lệnh gửi hoặc nhận dữ liệu biểu mẫu"
ATTACHED = "tệp đính kèm bên trong"
XFA = "biểu mẫu XFA"
PLAYING = "phim, âm thanh hoặc hình 3D nhúng"
OUTSIDE = "phần lấy từ tệp hoặc máy khác"
BY_ITSELF = "lệnh tự chạy khi mở hoặc khi xem"
LINK = "liên kết không phải trang web"

ACTIONS = {
    "/JavaScript": SCRIPT, "/Launch": LAUNCH, "/SubmitForm": SENDING, "/ImportData": SENDING, "/GoToR": OUTSIDE, "/GoToE": ATTACHED,
    "/Rendition": PLAYING, "/Movie": PLAYING, "/Sound": PLAYING, "/RichMediaExecute": PLAYING, "/GoTo3DView": PLAYING,
}  # fmt: skip
ANNOTATIONS = {
    "/FileAttachment": ATTACHED, "/RichMedia": PLAYING, "/Screen": PLAYING, "/Movie": PLAYING, "/Sound": PLAYING, "/3D": PLAYING,
}  # fmt: skip
KEYS = {
    "/JS": SCRIPT, "/JavaScript": SCRIPT, "/XFA": XFA, "/EmbeddedFiles": ATTACHED, "/EF": ATTACHED, "/Collection": ATTACHED,
    "/AF": ATTACHED, "/RichMediaContent": PLAYING, "/RichMediaSettings": PLAYING, "/AA": BY_ITSELF, "/Win": LAUNCH, "/OPI": OUTSIDE,
    "/URLS": OUTSIDE,
}  # fmt: skip
TYPES = {
    "/EmbeddedFile": ATTACHED, "/Filespec": OUTSIDE, "/F": OUTSIDE, "/Rendition": PLAYING, "/MediaClip": PLAYING, "/3D": PLAYING,
}  # fmt: skip
MOVES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
QUIET = frozenset({"/GoTo", "/Named", "/Trans", "/SetOCGState"})  # may go by itself: it stays on the page
WEB = re.compile(r"(?:https?://|mailto:|tel:|www\.|#)", re.IGNORECASE)
SCHEME_OR_SHARE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
DEEPEST = 60


def what_acts(document: pikepdf.Pdf) -> str:
    """Say in words what acts or calls out in a PDF; empty when nothing does."""
    found = _opening(document.Root)
    for thing in (document.trailer, *document.objects):
        found = found or next(_found_in(thing, 0), "")
        if found:
            break
    return found


def _opening(root: Any) -> str:
    """What happens by itself when the document is opened: nothing but a jump inside it."""
    action = root.get("/OpenAction")
    seen: set[Any] = set()
    waiting = [action]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):  # a place, or one action after another
            waiting += [part for part in one if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        if not isinstance(one, pikepdf.Dictionary) or (one.objgen in seen and one.objgen != (0, 0)):
            continue
        seen.add(one.objgen)
        if "/S" in one and str(one["/S"]) not in QUIET:
            return ACTIONS.get(str(one["/S"]), BY_ITSELF)
        if len(seen) < DEEPEST and "/Next" in one:
            waiting.append(one["/Next"])
    return ""


def _found_in(thing: Any, depth: int) -> Iterator[str]:
    """Everything that acts in an object and in what stands directly in it; what it refers to is an object of its own."""
    if depth > DEEPEST:
        yield OUTSIDE
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        yield from _acting(thing)
        for value in thing.values():
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _found_in(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from _found_in(value, depth + 1)


def _acting(thing: Any) -> Iterator[str]:
    keys = set(thing.keys())
    yield from (words for key, words in KEYS.items() if key in keys)
    yield from _by_name(thing, "/S", ACTIONS)
    yield from _by_name(thing, "/Subtype", ANNOTATIONS)
    yield from _by_name(thing, "/Type", TYPES)
    if "/S" in keys and str(thing["/S"]) == "/Named" and str(thing.get("/N", "")) not in MOVES:
        yield BY_ITSELF
    if isinstance(thing, pikepdf.Stream) and "/F" in keys:
        yield OUTSIDE  # the content of the stream stands in another file
    for key in ("/F", "/UF"):
        if key in keys and isinstance(thing[key], pikepdf.String):
            yield OUTSIDE  # a file by its name
    for key in ("/URI", "/Base"):
        if key in keys and isinstance(thing[key], pikepdf.String) and not _is_web(str(thing[key])):
            yield LINK


def _by_name(thing: Any, key: str, words: dict[str, str]) -> Iterator[str]:
    value = thing.get(key)
    if isinstance(value, pikepdf.Name) and str(value) in words:
        yield words[str(value)]


def _is_web(address: str) -> bool:
    plain = "".join(sign for sign in address if sign > " ")
    return bool(WEB.match(plain)) or not SCHEME_OR_SHARE.match(plain)
