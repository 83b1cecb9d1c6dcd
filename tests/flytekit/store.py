"""A real S3 server for the tests: moto's, as a process on loopback, with one user whose signatures it checks.

Everything in the store that a test needs is done through here: attempts whose documents lie there, and a look at what was left.
"""

import itertools
import json
import socket
import subprocess
import sys
import time
import urllib.request

import boto3
import botocore.config

import contract

BUCKET = "flyte-data"
REGION = "eu-west-1"
USER = "propeller"

#: How long the server may take to listen.
START_SECONDS = 60


class Store:
    """The server, its bucket and its user's keys."""

    def __init__(self, log):
        self.port = _free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._log = open(log, "w")
        line = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(line, stdout=self._log, stderr=self._log)
        self._numbers = itertools.count()
        try:
            self._await()
            self.keys = self._make_user()
            self.client = self._client("s3", *self.keys)
            self.client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        except BaseException:
            self.close()
            raise

    def close(self):
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def attempt(self, inputs) -> contract.Attempt:
        """A new attempt with its inputs in the store."""
        folder = f"metadata/propeller/project-development-f{next(self._numbers):04}/n0/data"
        data = inputs if isinstance(inputs, bytes) else inputs.SerializeToString()
        self.client.put_object(Bucket=BUCKET, Key=f"{folder}/inputs.pb", Body=data)
        return contract.Attempt(f"s3://{BUCKET}/{folder}/inputs.pb", f"s3://{BUCKET}/{folder}/0", f"s3://{BUCKET}/raw/{folder}")

    def reader(self, attempt):
        """Reads what an attempt left in its output folder."""

        def read(name):
            try:
                return self.client.get_object(Bucket=BUCKET, Key=self._key(attempt.output_prefix, name))["Body"].read()
            except self.client.exceptions.NoSuchKey:
                return None

        return read

    def names(self, attempt):
        """The names of all that lies under the attempt's output prefix."""
        prefix = self._key(attempt.output_prefix, "")
        found = self.client.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
        return sorted(entry["Key"].removeprefix(prefix) for entry in found)

    def put(self, uri, data: bytes):
        self.client.put_object(Bucket=BUCKET, Key=self._key(uri), Body=data)

    @staticmethod
    def _key(uri, *names):
        return "/".join([uri.removeprefix(f"s3://{BUCKET}/"), *names])

    def _client(self, service, key_id, secret):
        once = botocore.config.Config(retries={"total_max_attempts": 2}, request_checksum_calculation="when_required")
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=REGION, aws_access_key_id=key_id, aws_secret_access_key=secret, config=once
        )

    def _await(self):
        for _ in range(START_SECONDS * 20):
            if self._process.poll() is not None:
                raise RuntimeError(f"moto's server ended: see {self._log.name}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("moto's server does not listen")

    def _make_user(self):
        """A user that may do everything with the store; from then on the server checks every signature."""
        users = self._client("iam", "nobody", "nothing")
        users.create_user(UserName=USER)
        everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        users.put_user_policy(UserName=USER, PolicyName="store", PolicyDocument=json.dumps(everything))
        key = users.create_access_key(UserName=USER)["AccessKey"]
        check = urllib.request.Request(f"{self.endpoint}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"})
        urllib.request.urlopen(check).close()
        return key["AccessKeyId"], key["SecretAccessKey"]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def usual_settings(endpoint, keys):
    """How a pod finds the store by the variables that every S3 client knows."""
    return {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": keys[0], "AWS_SECRET_ACCESS_KEY": keys[1], "AWS_REGION": REGION}


def flyte_settings(endpoint, keys):
    """How Flyte's own deployments tell flytekit."""
    return {
        "FLYTE_AWS_ENDPOINT": endpoint,
        "FLYTE_AWS_ACCESS_KEY_ID": keys[0],
        "FLYTE_AWS_SECRET_ACCESS_KEY": keys[1],
        "AWS_DEFAULT_REGION": REGION,
    }
