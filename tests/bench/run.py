#!/usr/bin/env python3
"""Runs the bench of the peers, whose tables know three sizes only, and lets it show ours too.

    run.py PEERS-FOLDER [arguments of bench.py]
"""
import sys

peers = sys.argv.pop(1)
sys.path.insert(0, peers)
import bench  # noqa: E402  (the peers' own, found where the first argument says)

KNOWN = {"small", "medium", "large"}
peers_table = bench.table


def table(results):
    text = peers_table([one for one in results if one["size"] in KNOWN])
    for size in dict.fromkeys(one["size"] for one in results if one["size"] not in KNOWN):
        ours = [{**one, "size": "small"} for one in results if one["size"] == size]
        text += "\n" + peers_table(ours).replace("| small |", "| %s |" % size)
    return text


bench.table = table
sys.argv[0] = bench.__file__
bench.main()
