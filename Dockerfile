# The server, for docker compose or any container platform. The database is another container's.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /opt/aiqr
COPY requirements/server.txt requirements/server.txt
RUN /opt/aiqr/bin/pip install --no-cache-dir --require-hashes -r requirements/server.txt
COPY pyproject.toml README.md LICENSE ./
COPY server server
COPY cli cli
COPY kds_tui kds_tui
ARG REVISION=""
RUN if [ -n "$REVISION" ]; then printf '%s\n' "$REVISION" > cli/revision.txt; fi
RUN /opt/aiqr/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/aiqr/bin/pip uninstall -y pip setuptools

FROM python:3.13-slim
# Letters of Chinese, Japanese and Korean for receipts as PDF files (7 MB). Debian keeps one version, which cannot be pinned.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends fonts-droid-fallback \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /home/aiqr aiqr
COPY --from=build /opt/aiqr /opt/aiqr
ENV PATH=/opt/aiqr/bin:$PATH PYTHONUNBUFFERED=1 AIQR_HOST=0.0.0.0 AIQR_LOG_FORMAT=json
USER 10001
WORKDIR /home/aiqr
EXPOSE 5005
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:5005/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["aiqr", "serve"]
