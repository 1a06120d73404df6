# docker build -t kawen . && docker run --read-only --tmpfs /tmp --cap-drop ALL -v kawen:/data -p 8390:8390 kawen
# The file system may be read-only: what is written is in /data (index, store) and /tmp (numbers of the workers).
FROM python:3.12-slim AS build
WORKDIR /source
RUN python -m venv /opt/kawen
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY .ci/constraints.txt .ci/constraints.txt
COPY service service
COPY corpus corpus
RUN /opt/kawen/bin/pip install --no-cache-dir --disable-pip-version-check -c .ci/constraints.txt '.[fast,opensearch,redis]'

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin kawen \
    && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /opt/kawen /opt/kawen
ENV PATH=/opt/kawen/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    KAWEN_HOST=0.0.0.0 \
    KAWEN_INDEX=/data/index \
    KAWEN_STORE=/data/kawen.sqlite \
    XDG_CACHE_HOME=/tmp/cache \
    KAWEN_ACCESS_LOG=true
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8390
STOPSIGNAL SIGTERM
# Ready once the index is built and opened; the first start builds it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('KAWEN_PORT') or 8390}/healthz\", timeout=2)"]
ENTRYPOINT ["kawen"]
CMD ["serve"]
