"""HTTP as uvicorn speaks it by httptools, which bounds no headers and no trailers: here they are."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 2**18
"""Of a request line and its headers, or of what is behind a chunk, give or take what comes in one piece."""

_BODY = (
    b'{"error": {"code": "too_large", "message": "The headers are too large.", "remedy": "Send fewer of them.", '
    b'"type": "invalid_request_error", "param": null}}'
)
_REFUSAL = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/json\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)


class BoundedHttp(HttpToolsProtocol):
    """Ends a connection whose headers go on and on, before a body or behind one, and keeps none that come behind."""

    _bare = 0  # bytes since the last that were of a body
    _is_head = True

    def data_received(self, data: bytes) -> None:
        """As it comes from the socket."""
        self._bare += len(data)
        super().data_received(data)
        if self._bare > MOST_BYTES and not self.transport.is_closing():
            self._refuse()

    def _refuse(self) -> None:
        is_answering = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if not is_answering:
            self.transport.write(_REFUSAL)
        self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._bare, self._is_head = 0, True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One of its head; those behind a body are dropped, as whatever guards the door has not seen them."""
        if self._is_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Its head is over."""
        self._is_head = False
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of its body."""
        self._bare = 0
        super().on_body(body)
