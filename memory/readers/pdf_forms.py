"""What stands on a PDF's page beside its text: the fields of a form with their values, and notes of readers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from pypdfium2 import PdfFormEnv, PdfPage

_MOST = 5000  # fields and notes of a page
_LONGEST = 20_000  # characters
_Note = NewType("_Note", object)  # an annotation, which only PDFium looks into

_BUTTON, _CHECKBOX, _RADIO = 1, 2, 3  # FPDF_FORMFIELD_* in fpdf_formfill.h


def fields(page: PdfPage) -> Iterator[str]:
    """`label: value` for each field that is filled in, checked or not for a box, and each note with its author.

    The document's forms must be initialised before the page was loaded, or its fields have no values.
    """
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        with _annotation(page, index) as note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            if kind == pdfium.FPDF_ANNOT_WIDGET and page.formenv is not None:
                yield from _field(page.formenv, note)
            elif kind not in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP):
                said, author = (
                    _string(lambda *rest, key=key: pdfium.FPDFAnnot_GetStringValue(note, key, *rest))
                    for key in (b"Contents", b"T")
                )
                if said:
                    yield f"Note by {author}: {said}" if author else f"Note: {said}"


@contextmanager
def _annotation(page: PdfPage, index: int) -> Iterator[_Note]:
    import pypdfium2.raw as pdfium

    note = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield note
    finally:
        if note:
            pdfium.FPDFPage_CloseAnnot(note)


def _field(form: PdfFormEnv, note: _Note) -> Iterator[str]:
    import pypdfium2.raw as pdfium

    def read(function: Callable[..., int]) -> str:
        return _string(lambda *rest: function(form, note, *rest))

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    label = read(pdfium.FPDFAnnot_GetFormFieldAlternateName) or read(pdfium.FPDFAnnot_GetFormFieldName)
    if kind in (_CHECKBOX, _RADIO):
        checked = bool(pdfium.FPDFAnnot_IsChecked(form, note))
        choice = read(pdfium.FPDFAnnot_GetFormFieldExportValue) if kind == _RADIO else ""
        yield f"{label} {choice}".strip() + (": checked" if checked else ": not checked")
    elif kind > _BUTTON and (value := read(pdfium.FPDFAnnot_GetFormFieldValue)):
        yield f"{label}: {value}" if label else value


def _string(function: Callable[..., int]) -> str:
    """What one of PDFium's functions writes as UTF-16 into a buffer, which it is asked for the size of first."""
    import pypdfium2.raw as pdfium

    size = function(None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return " ".join(buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split())
