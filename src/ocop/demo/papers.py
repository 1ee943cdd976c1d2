"""Make the demonstration's evidence: one-page PDFs that say they are invented."""

from functools import lru_cache

import typst

_PAGE = """
#set page(paper: "a5", flipped: true, margin: 18mm)
#set text(font: ("Be Vietnam Pro", "Libertinus Serif"), size: 12pt, lang: "vi")
#set par(leading: 0.9em)
#rect(stroke: 0.6pt + rgb("#d9d5c7"), radius: 4pt, inset: 14pt, width: 100%)[
  #text(size: 9pt, fill: rgb("#a12f1b"))[BẢN TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ]
  #v(6pt)
  #text(size: 18pt, weight: "bold")[#sys.inputs.title]
  #v(4pt)
  #sys.inputs.owner
  #v(10pt)
  Trang này do phần trình diễn tạo ra để thử việc tải và xem tài liệu minh chứng.
]
"""


@lru_cache(maxsize=256)
def evidence_pdf(title: str, owner: str) -> bytes:
    """A small PDF with a title and the producer's name; equal input gives equal bytes."""
    return bytes(typst.compile(_PAGE.encode(), sys_inputs={"title": title, "owner": owner}, timestamp=0))
