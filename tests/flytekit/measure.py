"""Runs a command several times and prints, for each, its seconds and its peak memory in KiB, as JSON.

A small program of its own, because Linux counts the memory of the process that starts a command as the command's, until it has become
one; this one's ten MiB are below all that is measured. Run it with `python -I -S`.

    measure.py TIMES FOLDER COMMAND...        FOLDER, in the arguments, becomes a new one for each run: FOLDER/0, FOLDER/1 ...
"""

import os
import sys
import time

TIMES, FOLDER, COMMAND = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
RESULTS = []
for number in range(TIMES):
    line = [argument.replace(FOLDER, f"{FOLDER}/{number}") for argument in COMMAND]
    started = time.perf_counter()
    child = os.posix_spawn(line[0], line, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{line[0]} ended with {os.waitstatus_to_exitcode(status)}")
    RESULTS.append([seconds, usage.ru_maxrss])
print(RESULTS)
