#!/usr/bin/env python3
"""The workload of what only we measure: 10 000 records with 200 MB of attachments, made by the generator of the peers' bench.

    workload.py PEERS-FOLDER OUT-FOLDER
"""
import os
import sys

RECORDS, WITH_ATTACHMENTS, SEED = 10_000, 910, 20261125


def main():
    peers, out = sys.argv[1:]
    sys.path.insert(0, peers)
    import gen

    if not os.path.exists(os.path.join(out, "meta.json")):
        gen.generate(out, RECORDS, WITH_ATTACHMENTS, SEED)


if __name__ == "__main__":
    main()
