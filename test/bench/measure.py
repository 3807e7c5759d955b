"""Runs a command some times and tells what it took: `measure.py TIMES INPUT COMMAND...`; INPUT is what it reads.

Prints one JSON line: wall and cpu are lists of milliseconds, output is what the last run printed. Python starts a process without
copying its own memory, so small times stay true; a shell would add its own start to each.
"""
import json
import os
import sys
import tempfile
import time


def once(command, source, path):
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, source, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, path, os.O_WRONLY | os.O_TRUNC, 0),
    ]
    begin = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, _, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    return round(wall * 1000, 2), round((usage.ru_utime + usage.ru_stime) * 1000, 2)


with tempfile.NamedTemporaryFile() as source, tempfile.NamedTemporaryFile() as file:
    source.write(sys.argv[2].encode())
    source.flush()
    times = [once(sys.argv[3:], source.name, file.name) for _ in range(int(sys.argv[1]))]
    output = file.read().decode("latin1")
print(json.dumps({"wall": [wall for wall, _ in times], "cpu": [cpu for _, cpu in times], "output": output}))
