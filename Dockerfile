# deps → build → serve. An image holds one release, built from the submissions beside it; a new
# release is a new image, and the one before it is the way back.
FROM python:3.11-slim-bookworm AS deps
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

# The dictionary of word forms is needed to build the database, not to serve it.
FROM deps AS build
ENV PYTHONPATH=/app
COPY requirements-build.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY ingest ingest
COPY reference reference
COPY submissions submissions
# intake.db, which is never published, stays in this stage.
RUN /venv/bin/python -m ingest.cli build --releases /releases --intake /tmp/intake.db \
 && cp -rL /releases/current /site

FROM python:3.11-slim-bookworm AS serve
ENV PYTHONPATH=/app PYTHONUNBUFFERED=1
RUN useradd --uid 10001 --system --no-create-home --shell /usr/sbin/nologin site
WORKDIR /app
COPY --from=deps /venv /venv
COPY ingest ingest
COPY reference reference
COPY canned_queries canned_queries
COPY plugins plugins
COPY templates templates
COPY static static
COPY docs docs
COPY metadata.yml settings.json ./
COPY --from=build /site /site
RUN for part in metadata.yml settings.json templates plugins static; do \
      ln -s "/app/$part" "/site/$part"; \
    done
USER 10001
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["/venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8001/-/versions.json', timeout=4)"]
CMD ["/venv/bin/datasette", "serve", "/site", "--host", "0.0.0.0", "--port", "8001", "--cors"]
