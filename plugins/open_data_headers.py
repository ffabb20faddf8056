"""Response headers: open to other sites' scripts, closed to foreign scripts, cacheable."""

import re

from datasette import hookimpl

# Datasette, cluster-map and Vega put scripts and styles into the page; Vega compiles its
# expressions with new Function(). Pages may be framed: a ministry's or a hromada's site may
# show a map or a chart of ours, and there is nothing to sign in to.
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
# Seconds. Static files have no version in their name, so a day at most; /static/ is ours and
# changes with the templates.
_STATIC_AGES = {"/-/static/": 86_400, "/-/static-plugins/": 86_400, "/static/": 3_600}
_TILE_HOST = re.compile(r"https://[\w.{}*-]+(?::\d+)?")


def content_security_policy(tile_layer):
    """Return the policy; the host of the map's tiles, if one is set, may give pictures."""
    host = _TILE_HOST.match(tile_layer or "")
    tiles = f" {re.sub(r'{[^}]*}', '*', host.group())}" if host else ""
    return "; ".join(
        f"{name} {sources}{tiles if name == 'img-src' else ''}" for name, sources in _POLICY.items()
    )


def headers_for(path, status, content_type, policy):
    """Return the headers that a response is to have, whatever it had of them."""
    # The tile servers of OpenStreetMap refuse requests that do not name the site.
    headers = {
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"strict-origin-when-cross-origin",
    }
    if content_type.startswith(b"text/html"):
        headers[b"content-security-policy"] = policy
    else:
        headers[b"access-control-allow-origin"] = b"*"
        headers[b"access-control-expose-headers"] = b"Link"
    for folder, age in _STATIC_AGES.items():
        if path.startswith(folder) and status == 200:
            headers[b"cache-control"] = f"public, max-age={age}".encode()
    return headers


@hookimpl
def asgi_wrapper(datasette):
    map_config = datasette.plugin_config("datasette-cluster-map") or {}
    policy = content_security_policy(map_config.get("tile_layer")).encode()

    def wrap(app):
        async def with_headers(scope, receive, send):
            async def send_with_headers(message):
                if message["type"] == "http.response.start":
                    given = {name.lower(): value for name, value in message.get("headers", [])}
                    content_type = given.get(b"content-type", b"")
                    ours = headers_for(scope["path"], message["status"], content_type, policy)
                    kept = [(k, v) for k, v in message["headers"] if k.lower() not in ours]
                    message = {**message, "headers": [*kept, *ours.items()]}
                await send(message)

            await app(scope, receive, send_with_headers)

        return with_headers

    return wrap
