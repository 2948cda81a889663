# Two stages, the Makefile's steps: set up with the locked packages and build the index; then only what runs.
FROM python:3.13-slim AS setup
RUN apt-get update && apt-get install -y --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV XDG_CACHE_HOME=/app/cache
COPY . .
RUN make setup && .venv/bin/pip uninstall -q -y mypy ruff playwright hypothesis pytest import-linter

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /app troly && install -d -o troly /data
WORKDIR /app
COPY --from=setup /app /app
ENV PATH=/app/.venv/bin:$PATH XDG_CACHE_HOME=/app/cache TROLY_DATA=/data TROLY_HOST=0.0.0.0
USER troly
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["troly", "serve"]
