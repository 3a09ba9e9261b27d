"""The dialog that a citation opens: the page, the picture with its box, or the recording at its second."""

from __future__ import annotations

import io

import streamlit as st

from core.types import NO_DOCUMENTS, BoxSpan, Citation, PageSpan, Passage, Span, TimeSpan
from frontend import wording
from frontend.client.errors import ApiError
from frontend.client.records import Document
from frontend.markup import merged, passage_html, plain
from frontend.session import client

LEAD_IN_SECONDS = 1.0  # a recording starts this much before the cited moment, so that its first word is heard
THUMBNAIL = 72  # pixels wide
_MOST_THUMBNAILS = 64
_BOX_COLOUR = (200, 58, 46)


def thumbnail(document: str) -> bytes | None:
    """A small picture of a document, fetched once by each open page; None where there is none."""
    kept: dict[str, bytes | None] = st.session_state.setdefault("vermeil-thumbnails", {})
    if document not in kept:
        try:
            kept[document] = None if document in NO_DOCUMENTS else client().preview(document, width=2 * THUMBNAIL)
        except ApiError:
            kept[document] = None
        while len(kept) > _MOST_THUMBNAILS:
            del kept[next(iter(kept))]
    return kept[document]


def show_passage(passage: Passage) -> None:
    """Open the source of a passage, with its evidence highlighted."""
    show(passage.document, passage.name, passage.span, passage)


def show_citation(citation: Citation, passages: tuple[Passage, ...]) -> None:
    """Open what a citation rests on, with the quote highlighted in its passage."""
    place = (citation.document, citation.chunk)
    passage = next((p for p in passages if (p.document, p.chunk) == place), None)
    quoted = Passage(
        chunk=passage.chunk if passage else 0,
        document=citation.document,
        name=citation.name,
        kind=passage.kind if passage else "text",
        text=passage.text if passage else citation.quote,
        span=citation.span,
        score=0.0,
        highlights=((citation.start, citation.end) if passage else (0, len(citation.quote)),),
    )
    show(citation.document, citation.name, citation.span, quoted, supported=citation.supported)


def show(document: str, name: str, span: Span | None, passage: Passage | None, *, supported: bool = True) -> None:
    """Open a document at a place; without one, from its beginning."""
    st.session_state["vermeil-page"] = span.page if isinstance(span, PageSpan) else 1

    @st.dialog(plain(name, 60), width="medium")
    def dialog() -> None:
        if not supported:
            st.warning("This source does not clearly support what the answer says.", icon=":material/help:")
        if document in NO_DOCUMENTS:  # it is in nobody's library: there is no file to open
            _quote(passage)
            return
        try:
            _source(client().document(document), span, passage)
        except ApiError as error:
            st.error(plain(error.sentence), icon=":material/error:")
            _quote(passage)

    dialog()


def _source(document: Document, span: Span | None, passage: Passage | None) -> None:
    if document.standing == "earlier":
        st.info("This is an earlier version of the file. A newer one has taken its place.", icon=":material/history:")
    if document.kind == "audio":
        _recording(document, span)
        _quote(passage)
    elif document.kind == "picture":
        with st.container(key="viewer-picture"):
            st.image(_boxed(client().preview(document.id), document, span), width="stretch", alt=document.name)
        _quote(passage)
    else:
        _quote(passage)
        _pages(document, passage)
    _original(document)


def _quote(passage: Passage | None) -> None:
    if passage is not None and passage.text.strip():
        where = wording.place(passage.span, passage.name)
        if where:
            st.caption(where.capitalize())
        st.html(passage_html(passage.text, passage.highlights))


def _recording(document: Document, span: Span | None) -> None:
    content, media_type = client().content(document.id)
    start = max(0.0, span.start - LEAD_IN_SECONDS) if isinstance(span, TimeSpan) else 0.0
    if media_type.startswith("video/"):
        st.video(content, format=media_type, start_time=start)
    else:
        st.audio(content, format=media_type, start_time=start, alt=document.name)


def _pages(document: Document, passage: Passage | None) -> None:
    """The page as it looks, with the evidence marked on it, where the service can draw it; else the text that was read
    from it, open if there is no passage."""
    last = document.pages or 1
    page = min(max(1, int(st.session_state["vermeil-page"])), last)
    chunk, marked = (passage.chunk, _first(passage)) if passage is not None else (0, None)
    try:
        picture = client().preview(document.id, page, chunk=chunk, marked=marked)
    except ApiError:
        _text(document, passage is None)
        return
    with st.container(key="viewer-page"):
        st.image(picture, width="stretch", alt=f"Page {page}")
    if last > 1:
        with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
            _turn("chevron_left", "Page before", page - 1, disabled=page <= 1)
            st.markdown(f"Page {page} of {last}", width="content")
            _turn("chevron_right", "Next page", page + 1, disabled=page >= last)


def _first(passage: Passage) -> tuple[int, int] | None:
    """From the first to the last highlighted character of a passage."""
    ranges = merged(passage.highlights, len(passage.text))
    return (ranges[0][0], ranges[-1][1]) if ranges else None


def _turn(icon: str, words: str, page: int, *, disabled: bool) -> None:
    def to_page() -> None:
        st.session_state["vermeil-page"] = page

    st.button("", key=f"page-{icon}", icon=f":material/{icon}:", help=words, disabled=disabled, on_click=to_page)


def _text(document: Document, whole: bool) -> None:
    """What was read from a file without pages; passages overlap a little, so each stands for itself."""
    passages = client().passages(document.id)
    with st.expander("Text of this file", icon=":material/notes:", expanded=whole):
        for passage in passages[:200]:
            st.html(passage_html(passage.text))


def _original(document: Document) -> None:
    def content() -> bytes:
        return client().content(document.id)[0]

    st.download_button(
        "Download", content, file_name=document.name, icon=":material/download:", on_click="ignore", key="download"
    )


def _boxed(preview: bytes, document: Document, span: Span | None) -> bytes:
    """The preview with the cited rectangle drawn in. The box counts in pixels of the original."""
    if not isinstance(span, BoxSpan) or not document.width or not document.height:
        return preview
    x0, y0, x1, y1 = span.box
    if (x0, y0, x1, y1) == (0, 0, document.width, document.height):
        return preview  # the whole picture: a frame would say nothing
    return draw_box(preview, (x0 / document.width, y0 / document.height, x1 / document.width, y1 / document.height))


def draw_box(preview: bytes, box: tuple[float, float, float, float]) -> bytes:
    """A PNG with a rectangle in it; `box` in shares of width and height. The service made the PNG: it is trusted."""
    from PIL import Image, ImageDraw

    picture = Image.open(io.BytesIO(preview)).convert("RGB")
    x0, y0, x1, y1 = box
    place = (x0 * picture.width, y0 * picture.height, x1 * picture.width, y1 * picture.height)
    width = max(2, picture.width // 200)
    ImageDraw.Draw(picture).rectangle(place, outline=_BOX_COLOUR, width=width)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
