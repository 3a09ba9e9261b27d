"""Archives made of text, for the formats that are XML in a ZIP file."""

from __future__ import annotations

import io
import zipfile

_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("presentation", "presentation"),
    )
)  # fmt: skip


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def opendocument(kind: str, body: str, **styles: str) -> bytes:
    """A document of the kind `text`, `spreadsheet` or `presentation`; `automatic` and `page` are further XML."""
    media = "application/vnd.oasis.opendocument." + kind
    content = (
        f"<office:document-content {_NAMESPACES}><office:automatic-styles>{styles.get('automatic', '')}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    page = f"<office:document-styles {_NAMESPACES}>{styles.get('page', '')}</office:document-styles>"
    return zipped({"mimetype": media, "content.xml": content, "styles.xml": page})


def epub(chapters: dict[str, str]) -> bytes:
    items = "".join(f'<item id="{name}" href="{name}.xhtml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    container = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OPS/{name}.xhtml": f"<html><body>{text}</body></html>" for name, text in chapters.items()},
        }
    )
