"""Documents are examined, not changed: they must open without a password, and carry nothing that acts or calls out."""

import io
import zipfile
from collections.abc import Sequence

from . import packages
from .kinds import Kind, limit, refusal_of
from .packages import BROKEN_OFFICE
from .refusing import RefusedFileError

BROKEN_PDF = "Tệp PDF không đọc được, có thể tải về chưa xong. Hãy mở thử trên máy, lưu lại rồi gửi lại."
LOCKED_PDF = "Tệp PDF đang khóa bằng mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
ACTING_PDF = (
    "Tệp PDF có mã lệnh hoặc phần tự chạy, gọi ra ngoài ({what}). "
    "Hãy mở tệp, chọn In → Lưu thành PDF (Microsoft Print to PDF) rồi gửi tệp vừa in."
)
ACTING_OFFICE = (
    "Tệp có macro hoặc phần chạy được, gọi ra ngoài ({what}). "
    "Hãy mở tệp, chọn Lưu thành (Save As) PDF rồi gửi tệp PDF; hoặc bỏ phần đó, lưu lại thành {ending} rồi gửi."
)


def examine_pdf(content: bytes) -> None:
    """Refuse a PDF that is locked, broken, endless, or that carries something that acts or calls out."""
    import pikepdf  # takes long to load; only an examined PDF waits for it

    from .active_pdf import what_acts

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            pages = len(document.pages)
            acting = what_acts(document) if 0 < pages <= limit("pdf_pages") else ""
    except pikepdf.PasswordError as error:
        raise RefusedFileError(LOCKED_PDF) from error
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedFileError(BROKEN_PDF) from error
    if pages == 0:
        raise RefusedFileError(BROKEN_PDF)
    if pages > limit("pdf_pages"):
        raise RefusedFileError(
            f"Tệp PDF có {pages} trang, nhiều hơn mức {limit('pdf_pages')}. Hãy tách thành nhiều tệp."
        )
    if acting:
        raise RefusedFileError(ACTING_PDF.format(what=acting))


def examine_office(content: bytes, kinds: Sequence[Kind]) -> Kind:
    """Return which kind of Office file a zip file is; refuse an archive, and a file in which something acts or calls out."""
    from .active_office import what_acts

    with packages.opened(content) as archive:
        try:
            kind = _kind_of(archive, kinds)
            acting = what_acts(archive)
        except (RefusedFileError, MemoryError):
            raise
        except Exception as error:
            raise RefusedFileError(BROKEN_OFFICE) from error
    if acting:
        raise RefusedFileError(ACTING_OFFICE.format(what=acting, ending=f".{kind.extensions[0]}"))
    return kind


def _kind_of(archive: zipfile.ZipFile, kinds: Sequence[Kind]) -> Kind:
    """Word, Excel or PowerPoint by the folder of the main part: its own name differs from program to program (document2.xml)."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        for kind in kinds:
            folder, _, main = kind.main_part.rpartition("/")
            stem = main.removesuffix(".xml")
            if any(name.startswith(f"{folder}/{stem}") and name.endswith(".xml") for name in names):
                return kind
    raise RefusedFileError(refusal_of("application/zip"))
