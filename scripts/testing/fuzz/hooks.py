# What the fuzzer can't know by itself; loaded by SCHEMATHESIS_HOOKS.
import json
import os
import random

import schemathesis

known = json.loads(os.environ.get("FUZZ_IDS", "{}"))


@schemathesis.serializer("application/offset+octet-stream")
def part_of_a_file(ctx, value):
    """The parts of tus uploads are bytes, whatever was made up."""
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.hook
def map_path_parameters(ctx, path_parameters):
    """Every other time something that is there, so that more than 404 is tried."""
    for name, value in (path_parameters or {}).items():
        if known.get(name) and random.random() < 0.5:
            path_parameters[name] = random.choice(known[name])
    return path_parameters
