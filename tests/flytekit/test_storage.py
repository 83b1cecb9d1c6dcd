"""Documents in S3: the same as flytekit's, whatever the store and the network do in between, and a clear end where that is too
much.

The store checks every signature. Faults come from the proxy before it: few of them are gone over; more than the bound become a
failure of the system that another attempt may mend.
"""

import threading
import time

import pytest

import contract
import literals
import store as stores
from comparison import require_equal
from literals import integers, text
from programs import task_of
from proxy import Answer, CutRequest, CutResponse, Delay, FaultProxy, Stall
from runtimes import module_of
from test_twin import all_inputs, environments

#: For how long a request is tried again, in tests that go beyond it.
BOUND = {"FLIGHTPLAN_STORAGE_RETRY_SECONDS": "1"}

#: How long an attempt may take that gives up: both documents that it may try to write, a last pause, and a slow machine.
GIVE_UP_SECONDS = 20

SLOW_DOWN = Answer(503, "SlowDown")
INTERNAL = Answer(500, "InternalError")


@pytest.fixture
def echo(programs):
    """A task that gives a text back, so that its documents are as large as its input."""
    return task_of(programs, "attribute_access", "echo")


def run(flightplan, store, task, attempt, proxy, environment=None):
    settings = stores.usual_settings(proxy.endpoint, store.keys)
    return flightplan.run(task, attempt, {**settings, **(environment or {})}, store.reader(attempt))


def given_text(value):
    return literals.literal_map({"s": text(value)})


@pytest.mark.parametrize("program", ["attribute_access", "map_task_partial", "map_task_success", "interfaces"])
def test_equal_documents_in_s3(program, programs, flytekit, flightplan, store, report):
    runs = 0
    with module_of(programs[program]):
        for task in programs[program].tasks:
            for given in all_inputs(task)[:2]:
                for environment in environments(task, given)[:3]:
                    outcomes = []
                    for runtime, settings in [(flytekit, stores.flyte_settings), (flightplan, stores.usual_settings)]:
                        attempt = store.attempt(given)
                        around = {**settings(store.endpoint, store.keys), **environment}
                        outcomes.append(runtime.run(task, attempt, around, store.reader(attempt)))
                        left = {"outputs.pb"} if outcomes[-1].outputs is not None else {"error.pb"}
                        assert set(store.names(attempt)) - {"deck.html"} == left, f"{runtime.name} left {store.names(attempt)}"
                    require_equal(*outcomes, f"{task.name} {given} {environment}")
                    runs += 1
    report.count("runs in S3", runs)


@pytest.mark.parametrize("settings", [stores.usual_settings, stores.flyte_settings], ids=["AWS's", "Flyte's"])
def test_settings(settings, flightplan, store, echo):
    attempt = store.attempt(given_text("é"))
    found = flightplan.run(echo, attempt, settings(store.endpoint, store.keys), store.reader(attempt))
    assert found.verdict == "success", found.text
    assert found.outputs.literals["o0"] == text("é")


def test_offloaded_list_in_s3(programs, flightplan, store):
    task = task_of(programs, "map_task_basic", "a_mappable_task")
    numbers = integers(*range(2000))
    attempt = store.attempt(b"")
    uri = attempt.inputs.replace("inputs.pb", "a_offloaded_metadata.pb")
    store.put(uri, numbers.SerializeToString())
    store.put(attempt.inputs, literals.literal_map({"a": literals.offloaded(numbers, task.inputs["a"], uri)}).SerializeToString())
    around = {**stores.usual_settings(store.endpoint, store.keys), **contract.element_environment(1999)}
    found = flightplan.run(task, attempt, around, store.reader(attempt))
    assert found.verdict == "success", found.text
    assert found.outputs.literals["o0"] == text("2001")


FEW_FAULTS = {
    "throttled": ("GET", "inputs.pb", [SLOW_DOWN] * 3),
    "throttled with a time": ("GET", "inputs.pb", [Answer(503, "SlowDown", retry_after=1)]),
    "too many requests": ("GET", "inputs.pb", [Answer(429, "TooManyRequests")] * 2),
    "an internal error": ("GET", "inputs.pb", [INTERNAL]),
    "a bad gateway": ("GET", "inputs.pb", [Answer(502, "BadGateway"), Answer(504, "GatewayTimeout")]),
    "slow": ("GET", "inputs.pb", [Delay(2)]),
    "cut before the answer": ("GET", "inputs.pb", [CutResponse(-1)] * 2),
    "cut at the start of the answer": ("GET", "inputs.pb", [CutResponse(0)] * 2),
    "cut in the answer": ("GET", "inputs.pb", [CutResponse(100_000)] * 2),
    "throttled writing": ("PUT", "outputs.pb", [SLOW_DOWN] * 3),
    "an internal error writing": ("PUT", "outputs.pb", [INTERNAL] * 2),
    "slow writing": ("PUT", "outputs.pb", [Delay(2)]),
    "cut before the document": ("PUT", "outputs.pb", [CutRequest(0)] * 2),
    "cut in the document": ("PUT", "outputs.pb", [CutRequest(100_000)] * 2),
    "cut after the document": ("PUT", "outputs.pb", [CutResponse(-1)]),
}


@pytest.mark.parametrize("case", FEW_FAULTS)
def test_few_faults_are_gone_over(case, flightplan, store, proxy, echo, report):
    method, name, faults = FEW_FAULTS[case]
    proxy.hit(method, name, *faults)
    given = given_text("large " * 100_000)
    attempt = store.attempt(given)
    found = run(flightplan, store, echo, attempt, proxy)
    assert found.verdict == "success", found.text
    assert found.outputs.literals["o0"] == given.literals["s"]
    assert store.names(attempt) == ["outputs.pb"]
    retried = 0 if isinstance(faults[0], Delay) else len(faults)
    assert len(proxy.tries(method, name)) == retried + 1
    report.count("kinds of faults gone over")


def test_a_failure_is_reported_over_faults(programs, flightplan, store, proxy):
    proxy.hit("PUT", "error.pb", SLOW_DOWN, CutRequest(10), INTERNAL)
    task = task_of(programs, "map_task_success", "only_even")
    attempt = store.attempt(literals.literal_map({"x": integers(3)}))
    found = run(flightplan, store, task, attempt, proxy, contract.element_environment(0))
    assert (found.verdict, found.status) == ("NON_RECOVERABLE USER", 0), found.text
    assert store.names(attempt) == ["error.pb"]


@pytest.mark.parametrize("method, name", [("GET", "inputs.pb"), ("PUT", "outputs.pb")])
def test_a_store_that_says_nothing_is_asked_again(method, name, flightplan, store, proxy, echo):
    """A request without an answer ends after a while, which is shorter here than by default."""
    proxy.hit(method, name, Stall(10))
    attempt = store.attempt(given_text("hello?"))
    found = run(flightplan, store, echo, attempt, proxy, {"AWS_READ_TIMEOUT": "1s"})
    assert found.verdict == "success", found.text
    assert len(proxy.tries(method, name)) == 2


def test_refused_for_a_while(flightplan, store, echo):
    late = FaultProxy(store.port, listen=False)
    try:
        timer = threading.Timer(1.0, late.listen)
        timer.start()
        attempt = store.attempt(given_text("patience"))
        found = run(flightplan, store, echo, attempt, late)
        timer.join()
        assert found.verdict == "success", found.text
    finally:
        late.close()


def test_a_busy_store_is_given_time(flightplan, store, proxy, echo):
    """No pause is shorter than the first; how they grow has chance in it."""
    proxy.hit("GET", "inputs.pb", *[SLOW_DOWN] * 8)
    attempt = store.attempt(given_text("x"))
    assert run(flightplan, store, echo, attempt, proxy).verdict == "success"
    times = [seen.at for seen in proxy.tries("GET", "inputs.pb")]
    pauses = [later - earlier for earlier, later in zip(times, times[1:])]
    assert min(pauses) > 0.05 and max(pauses) > 0.15, pauses


BEYOND_THE_BOUND = {
    "reading is throttled": ("GET", "inputs.pb", SLOW_DOWN),
    "reading fails": ("GET", "inputs.pb", INTERNAL),
    "reading is cut": ("GET", "inputs.pb", CutResponse(1000)),
    "reading is cut before the answer": ("GET", "inputs.pb", CutResponse(-1)),
    "writing is throttled": ("PUT", "outputs.pb", SLOW_DOWN),
    "writing is cut": ("PUT", "outputs.pb", CutRequest(1000)),
}


@pytest.mark.parametrize("case", BEYOND_THE_BOUND)
def test_beyond_the_bound_is_a_failure_of_the_system(case, flightplan, store, proxy, echo, report):
    method, name, fault = BEYOND_THE_BOUND[case]
    proxy.hit(method, name, ever=fault)
    attempt = store.attempt(given_text("large " * 100_000))
    started = time.monotonic()
    found = run(flightplan, store, echo, attempt, proxy, BOUND)
    assert time.monotonic() - started < GIVE_UP_SECONDS
    assert (found.verdict, found.status) == ("RECOVERABLE SYSTEM", 0), found.text
    assert store.names(attempt) == ["error.pb"]
    assert len(proxy.tries(method, name)) > 1
    assert name in found.error.message
    report.count("kinds of faults reported")


@pytest.mark.parametrize("fault", [SLOW_DOWN, CutRequest(0)], ids=["throttled", "cut"])
def test_no_document_can_be_written(fault, flightplan, store, proxy, echo):
    proxy.hit("PUT", "*", ever=fault)
    attempt = store.attempt(given_text("x"))
    started = time.monotonic()
    found = run(flightplan, store, echo, attempt, proxy, BOUND)
    assert time.monotonic() - started < GIVE_UP_SECONDS
    assert (found.verdict, found.status) == ("nothing written", 1)
    assert store.names(attempt) == []
    assert "outputs.pb" in found.text and "error.pb" in found.text, found.text


def test_the_store_is_down(flightplan, store, echo):
    down = FaultProxy(store.port, listen=False)
    try:
        started = time.monotonic()
        attempt = store.attempt(given_text("x"))
        found = run(flightplan, store, echo, attempt, down, BOUND)
        assert time.monotonic() - started < GIVE_UP_SECONDS
        assert (found.verdict, found.status) == ("nothing written", 1)
        assert attempt.inputs in found.text, found.text
    finally:
        down.close()


def test_wrong_keys_are_said_at_once(flightplan, store, proxy, echo):
    secret = "k3y-of-nobody"
    for keys, reason in [((store.keys[0], secret), "SignatureDoesNotMatch"), (("AKIAUNKNOWN", secret), "InvalidAccessKeyId")]:
        attempt = store.attempt(given_text("x"))
        started = time.monotonic()
        found = flightplan.run(echo, attempt, stores.usual_settings(proxy.endpoint, keys), store.reader(attempt))
        assert time.monotonic() - started < 5
        assert (found.verdict, found.status) == ("nothing written", 1)
        assert reason in found.text and attempt.inputs in found.text and "denied" in found.text, found.text
        assert secret not in found.text, "a secret stands in the log"
        assert store.names(attempt) == []
    assert len(proxy.log) <= 8


def test_inputs_that_are_not_there(flytekit, flightplan, store, proxy, echo, programs):
    """Both say so at once, and leave it to another attempt."""
    outcomes = []
    with module_of(echo.program):
        for runtime, settings in [(flytekit, stores.flyte_settings), (flightplan, stores.usual_settings)]:
            attempt = store.attempt(given_text("x"))
            absent = contract.Attempt(attempt.inputs + ".absent", attempt.output_prefix, attempt.raw_prefix)
            endpoint = store.endpoint if runtime is flytekit else proxy.endpoint
            outcomes.append(runtime.run(echo, absent, settings(endpoint, store.keys), store.reader(absent)))
    require_equal(*outcomes)
    assert outcomes[1].verdict == "RECOVERABLE SYSTEM"
    assert len(proxy.tries("GET", "inputs.pb.absent")) == 1


def test_a_bucket_that_is_not_there(flightplan, store, proxy, echo):
    attempt = contract.Attempt("s3://no-such-bucket/inputs.pb", "s3://no-such-bucket/0", "s3://no-such-bucket/raw")
    started = time.monotonic()
    found = flightplan.run(echo, attempt, stores.usual_settings(proxy.endpoint, store.keys), lambda name: None)
    assert time.monotonic() - started < 5
    assert found.status == 1 and "no-such-bucket" in found.text, found.text
