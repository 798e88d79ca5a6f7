# The desk as an image: web, workers and beat are the same image with another command.
FROM python:3.12-slim AS packages
COPY requirements.txt /
RUN python -m venv /venv && \
    /venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary=:all: --require-hashes \
    -r /requirements.txt

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BLOB_ROOT=/blobs
# A volume made from /blobs takes over this owner.
RUN useradd --system --uid 10001 --no-create-home desk && mkdir /blobs && chown desk:desk /blobs
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# The key and addresses here serve this one command, which connects to nothing.
RUN SECRET_KEY=only-while-building DATABASE_URL=postgresql://127.0.0.1/none REDIS_URL=redis://127.0.0.1/0 \
    python manage.py collectstatic --noinput --verbosity 0
USER desk
EXPOSE 8000
CMD ["gunicorn", "-c", "python:factcheck.gunicorn", "factcheck.wsgi"]
