"""A cluster and an object store on this machine, each started by the first test that needs it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.bench.corpus import write_recording, write_set
from tests.spread.clusters import Cluster, cluster, environment

_WHO = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "eu-central-1",
}
BUCKET = "traffic"


@dataclass(frozen=True, slots=True)
class Store:
    """An object store on the loopback, with the requests that it got so far, as METHOD KEY."""

    address: str
    requests: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {**_WHO, "AWS_ENDPOINT_URL": self.address}

    def put(self, key: str, content: bytes) -> None:
        self.files().pipe_file(f"{BUCKET}/{key}", content)

    def files(self):  # type: ignore[no-untyped-def]  # no types are known of it
        import s3fs

        who = {"key": "nobody", "secret": "nothing", "endpoint_url": self.address}
        files = s3fs.S3FileSystem(**who, client_kwargs={"region_name": "eu-central-1"})
        files.makedirs(BUCKET, exist_ok=True)
        return files


@pytest.fixture(scope="session")
def started_store() -> Iterator[Store]:
    import logging

    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    log = logging.getLogger("werkzeug")
    log.setLevel(logging.INFO)
    server.start()
    host, port = server.get_host_and_port()
    store = Store(f"http://{host}:{port}")
    listening = logging.Handler()
    listening.emit = lambda record: store.requests.append(_request(record.getMessage()))  # type: ignore[method-assign]
    log.addHandler(listening)
    log.propagate = False
    yield store
    log.removeHandler(listening)
    server.stop()


def _request(line: str) -> str:
    """Of `127.0.0.1 - - [time] "GET /bucket/key HTTP/1.1" 206 -`, coloured or not, what was asked for."""
    asked = re.search(r"([A-Z]+ /\S+) HTTP/", line)
    return asked[1] if asked else line


@pytest.fixture
def store(started_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    for name, value in started_store.environment.items():
        monkeypatch.setenv(name, value)
    started_store.requests.clear()
    return started_store


@pytest.fixture(scope="session")
def dask(started_store: Store) -> Iterator[Cluster]:
    """Two workers that see the store."""
    with cluster(environment(**started_store.environment)) as found:
        yield found


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set with a recording of three shares, in which one case in a thousand differs."""
    folder = tmp_path_factory.mktemp("corpus")
    write_set(folder)
    write_recording(folder / "recordings/orders.jsonl", 6_000, altered_every=1_000)
    return folder
