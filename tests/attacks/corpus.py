"""What somebody may type or send to make the site do something: it would run ``pwn``. {n} tells fields apart."""

import io

from pypdf import PdfWriter

from tests.pictures import encoded, photograph

# At most 40 letters: a public name is no longer. Three families of four: tags, ways out of an attribute or a script,
# and what is dangerous only to who reads it twice.
MARKUP = [
    "<svg/onload=pwn({n})>",
    "<img src=x onerror=pwn({n})>",
    "<script>pwn({n})</script>",
    "<math><a xlink:href=javascript:pwn({n})>",
    '"autofocus onfocus=pwn({n}) "',
    "'onmouseover='pwn({n})",
    "</script><svg onload=pwn({n})>",
    "</textarea></title><b onclick=pwn({n})>",
    "&lt;script&gt;pwn({n})&lt;/script&gt;",
    "--><iframe srcdoc=pwn({n})>",
    "{{% now 'pwn({n})' %}}{{{{ pwn({n}) }}}}",
    "\\u003cscript\\u003epwn({n})",
]
# Only text of adults may hold links at all.
LINKS = [
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    " javascript:pwn()",
    "java\tscript:pwn()",
    "java\nscript:pwn()",
    "\x01javascript:pwn()",
    "javascript&colon;pwn()",
    "&#106;avascript:pwn()",
    "&#x6a&#x61vascript:pwn()",
    "javascript://example.org/%0apwn()",
    "data:text/html,<script>pwn()</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "vbscript:pwn()",
    "blob:https://example.org/pwn",
    "file:///etc/passwd",
    "mailto:pwn@example.org",
    "ftp://example.org/pwn",
    "view-source:https://example.org/",
]
# Whole texts, as an import or an old revision might hold them.
RICH = [
    "<p>Le jardin<script>pwn()</script></p>",
    "<p onclick=pwn()>Le jardin</p>",
    "<p style='background:url(//example.org/pwn)'>Le jardin</p>",
    "<svg><a><animate attributeName=href values=javascript:pwn()/><text>Le jardin</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=pwn()&gt;'>Le jardin",
    "<noscript><p title='</noscript><img src=x onerror=pwn()>'>Le jardin</p></noscript>",
    "<form action=javascript:pwn()><button>Le jardin</button></form>",
    "<iframe src=https://example.org/pwn></iframe><p>Le jardin</p>",
    "<object data=data:text/html,pwn></object><embed src=//example.org/pwn><p>Le jardin</p>",
    "<base href=https://example.org/><link rel=stylesheet href=//example.org/pwn.css><p>Le jardin</p>",
    "<meta http-equiv=refresh content='0;url=https://example.org/pwn'><p>Le jardin</p>",
    '<embed embedtype="media" url="https://www.youtube.com/watch?v=pwn"/><p>Le jardin</p>',
    '<embed embedtype="image" id="1" alt="&quot; onerror=&quot;pwn()" format="left"/><p>Le jardin</p>',
    '<p><a linktype="page" id="1&quot; onclick=&quot;pwn()">Le jardin</a></p>',
    '<p><a linktype="page">Le jardin</a><a linktype="page" id="99999999999999999999">ici</a></p>',
    '<p><a linktype="document" id="1">Le jardin</a><a linktype="pwn" id="1">ici</a></p>',
    "<img src=http://127.0.0.1/pwn><p>Le jardin</p>",
    *[f"<p>Le jardin<a href='{link}'>ici</a></p>" for link in LINKS],
]
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", " =1+1", "\t=1+1", "＝1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"//pwn\")",
    "ok;=1+1", "ok\n=1+1",
]  # fmt: skip
# Where a next= may not lead. Some of these a server may well answer to itself.
ELSEWHERE = [
    "http://127.0.0.1/", "http://127.0.0.1:8000/admin/", "http://[::1]/", "//127.0.0.1/", "//[::1]/", "///127.0.0.1",
    "/\\127.0.0.1", "\\\\127.0.0.1", "http:127.0.0.1", "http:///127.0.0.1", "https://localhost/", "http://0x7f000001/",
    "http://2130706433/", "http://169.254.169.254/", "//example.org", "/\t/example.org", "https://testserver@example.org/",
    "https://testserver.example.org/", "javascript:pwn()", "data:text/html,pwn",
]  # fmt: skip
HEADERS = [
    "/a\r\nSet-Cookie: pwn=1",
    "/a%0d%0aSet-Cookie: pwn=1",
    "/a\nLocation: //example.org",
    "/é\u560a\u560dSet-Cookie:pwn=1",
]
SCRIPT = b"<script>pwn()</script>"


def polyglots() -> dict[str, tuple[bytes, bool]]:
    """File → its bytes, and whether it is a photo as well: then it is taken in, as new pixels."""
    jpeg = encoded(photograph("coffee", (320, 240)))
    pdf = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.write(pdf)
    comment = b"\xff\xfe" + (len(SCRIPT) + 2).to_bytes(2, "big") + SCRIPT
    return {
        "JPEG, then HTML": (jpeg + SCRIPT, True),
        "JPEG with HTML in a comment": (jpeg[:2] + comment + jpeg[2:], True),
        "JPEG, then PDF": (jpeg + pdf.getvalue(), True),
        "PDF, then JPEG": (pdf.getvalue() + jpeg, False),
        "HTML, then JPEG": (SCRIPT + jpeg, False),
        "GIF that is JavaScript": (b"GIF89a=1;pwn()//" + bytes(64), False),
        "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="pwn()"/>', False),
        "XML with a foreign entity": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1/">]><svg>&b;</svg>', False),
        "HTML": (b"<!doctype html>" + SCRIPT, False),
    }
