"""Documents in Google Cloud Storage and in Azure: the requests go where their URIs and variables say."""

import pytest

import contract
import literals
from clouds import Cloud
from literals import text
from programs import task_of

KEY = "metadata/a b/100%/n0/data"

#: The scheme with the bucket, the path that the cloud's client asks for, and the variables, for an endpoint.
CLOUDS = {
    "gcs": ("gs://bucket", "/bucket", lambda endpoint: {"GOOGLE_BASE_URL": endpoint, "GOOGLE_BEARER_TOKEN": "token", "GOOGLE_ALLOW_HTTP": "true"}),
    "azure": (
        "abfs://container",
        "/container",
        lambda endpoint: {
            "AZURE_STORAGE_ACCOUNT_NAME": "account",
            "AZURE_STORAGE_ENDPOINT": endpoint,
            "AZURE_SKIP_SIGNATURE": "true",
            "AZURE_ALLOW_HTTP": "true",
        },
    ),
}


@pytest.fixture
def cloud():
    cloud = Cloud()
    yield cloud
    cloud.close()


def attempt(bucket):
    return contract.Attempt(f"{bucket}/{KEY}/inputs.pb", f"{bucket}/{KEY}/0", f"{bucket}/raw")


@pytest.mark.parametrize("name", CLOUDS)
def test_documents_are_read_and_written(name, programs, flightplan, cloud, report):
    bucket, path, settings = CLOUDS[name]
    echo = task_of(programs, "attribute_access", "echo")
    cloud.documents[f"{path}/{KEY}/inputs.pb"] = literals.literal_map({"s": text("é")}).SerializeToString()
    read = lambda document: cloud.documents.get(f"{path}/{KEY}/0/{document}")
    ended = flightplan.run(echo, attempt(bucket), settings(cloud.endpoint), read)
    assert ended.outputs == literals.literal_map({"o0": text("é")})
    report.count("runs in other clouds")


@pytest.mark.parametrize("name", CLOUDS)
def test_what_is_missing_is_said(name, programs, flightplan, cloud):
    bucket, path, settings = CLOUDS[name]
    echo = task_of(programs, "attribute_access", "echo")
    read = lambda document: cloud.documents.get(f"{path}/{KEY}/0/{document}")
    ended = flightplan.run(echo, attempt(bucket), settings(cloud.endpoint), read)
    assert ended.error.code == "SYSTEM:NotFound"
    assert f"{bucket}/{KEY}/inputs.pb" in ended.error.message
