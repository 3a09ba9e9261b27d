"""The HTTP service: a router a resource, each thin over the parts that `app/wiring` put together."""
