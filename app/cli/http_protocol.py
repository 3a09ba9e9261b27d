"""HTTP as uvicorn speaks it by httptools, which bounds no headers: here they are."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 2**18
"""Of a request line and its headers, give or take what comes in one piece."""

_BODY = (
    b'{"error": {"code": "too_large", "message": "The headers are too large.", "remedy": "Send fewer of them.", '
    b'"type": "invalid_request_error", "param": null}}'
)
_REFUSAL = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/json\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)


class BoundedHttp(HttpToolsProtocol):
    """Ends a connection whose headers go on and on."""

    _head = 0
    _is_head = True

    def data_received(self, data: bytes) -> None:
        """As it comes from the socket."""
        super().data_received(data)
        self._head += len(data) if self._is_head else 0
        if self._is_head and self._head > MOST_BYTES and not self.transport.is_closing():
            self.transport.write(_REFUSAL)
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._head, self._is_head = 0, True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are over."""
        self._is_head = False
        super().on_headers_complete()
