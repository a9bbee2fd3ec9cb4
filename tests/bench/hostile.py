#!/usr/bin/env python3
"""How long, and in how much memory, `essaim-cli verify` answers files made to harm.

    hostile.py PROGRAM BUNDLE FOLDER [MORE-FOLDERS…]

Writes its own set into FOLDER, made from an honest BUNDLE and from nothing; files of other folders are tried as they are.
Prints the slowest answer and the greatest memory. A file that is taken for valid ends the run: it was not hostile, or we
did not see it.
"""
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

import carriers

TIME = shutil.which("time", path="/usr/bin:/bin")
DATE = 0x21  # 1 January 1980, as everywhere in the profile


def local(name, crc, packed, size, method=8, flags=0):
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, flags, method, 0, DATE, crc, packed, size, len(name), 0) + name


def central(name, crc, packed, size, offset, method=8, flags=0, attributes=0):
    head = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, flags, method, 0, DATE, crc, packed, size, len(name), 0, 0, 0, 0, attributes, offset)
    return head + name


def end(count, length, offset):
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, length, offset, 0)


def archive(entries):
    """Entries: name, deflated or stored bytes, crc, size, and what else the directory says."""
    body, directory = b"", b""
    for name, packed, crc, size, more in entries:
        offset = len(body)
        body += local(name, crc, len(packed), size, **{k: v for k, v in more.items() if k != "attributes"}) + packed
        directory += central(name, crc, len(packed), size, offset, **more)
    return body + directory + end(len(entries), len(directory), len(body))


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def entry(name, data, **more):
    return (name, deflated(data), zlib.crc32(data), len(data), more)


def zeros(size):
    """A stream of so many zeros, and its CRC-32, without holding them."""
    packer, crc, piece, packed = zlib.compressobj(9, zlib.DEFLATED, -15), 0, bytes(1 << 20), b""
    for _ in range(size >> 20):
        packed += packer.compress(piece)
        crc = zlib.crc32(piece, crc)
    return packed + packer.flush(), crc


def overlapping(count):
    """Many entries over one piece of data, so that a little says that it holds much."""
    packed, crc = zeros(64 << 20)
    name = b"manifest.json"
    body = local(name, crc, len(packed), 64 << 20) + packed
    names = [b"attachments/%064x" % number for number in range(count)]
    directory = b"".join(central(name, crc, len(packed), 64 << 20, 0) for name in names)
    return body + directory + end(count, len(directory), len(body))


def made():
    noise = os.urandom(1 << 19)  # so that what follows does not expand like a bomb
    mimetype = (b"mimetype", b"application/vnd.essaim.bundle+zip", zlib.crc32(b"application/vnd.essaim.bundle+zip"), 33, {"method": 0})
    bomb, crc = zeros(512 << 20)
    sized = (b"manifest.json", bomb, crc, 512 << 20, {})
    yield "bomb.zip", archive([mimetype, sized])
    lying = (b"manifest.json", bomb, crc, 1000, {})
    yield "bomb-that-lies.zip", archive([mimetype, lying])
    yield "overlap.zip", overlapping(60_000)
    yield "many.zip", archive([entry(b"a/%05d" % i, b"x") for i in range(65_000)])
    yield "same-name.zip", archive([entry(b"manifest.json", b"{}"), entry(b"manifest.json", b"[]")])
    yield "path.zip", archive([entry(b"../../etc/passwd", b"x")])
    yield "link.zip", archive([entry(b"link", b"/etc/passwd", attributes=0o120777 << 16)])
    yield "encrypted.zip", archive([entry(b"manifest.json", b"{}", flags=1)])
    yield "nested.json.zip", archive([mimetype, entry(b"manifest.json", b"[" * (15 << 20)), entry(b"manifest-sha256.txt", b"x")])
    yield "blank-manifest.zip", archive([mimetype, entry(b"manifest.json", noise + b" " * (15 << 20)), entry(b"manifest-sha256.txt", noise * 32),
                                         entry(b"manifest.sig", b"x"), entry(b"keys/devices.jsonl", noise * 32)])
    yield "no-end.zip", b"PK\3\4" + bytes(30 << 20)
    yield "ends.zip", end(65_535, 0xFFFFFFF0, 0xFFFFFFF0) * 3000


def from_honest(bundle):
    whole = open(bundle, "rb").read()
    for part in (1, 2, 3):
        yield "cut-%d.essaim" % part, whole[: len(whole) * part // 4]
    for part in range(1, 12):
        at = len(whole) * part // 12
        yield "flipped-%d.essaim" % part, whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1:]
    yield "prefixed.essaim", b"#!/bin/sh\n" + whole


def write(folder, bundle):
    os.makedirs(folder, exist_ok=True)
    for name, data in list(made()) + list(carriers.made()) + list(from_honest(bundle)):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    with open(os.path.join(folder, "hole.essaim"), "wb") as file:  # four gigabytes that take no room
        file.truncate((4 << 30) - 2)


def files(folder):
    for place, _, names in sorted(os.walk(folder)):
        yield from (os.path.join(place, name) for name in sorted(names))


def answer(program, file):
    """Seconds, KiB and exit status of one answer. The small `time` program keeps our own memory out of its peak."""
    with tempfile.NamedTemporaryFile("r") as used:
        begun = time.perf_counter()
        ask = [program, "--json", "verify", file]
        run = subprocess.run([TIME, "-q", "-f", "%M", "-o", used.name] + ask, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return time.perf_counter() - begun, int(used.read().split()[-1]), run.returncode


def main():
    program, bundle, folder, *others = sys.argv[1:]
    if not os.path.exists(os.path.join(folder, "hole.essaim")):
        write(folder, bundle)
    slowest, most, count = (0, ""), (0, ""), 0
    for file in (file for place in [folder] + others for file in files(place)):
        seconds, kib, status = answer(program, file)
        if status not in (0, 1) or (status == 0 and file.startswith(folder)):
            sys.exit("%s: status %d" % (file, status))
        slowest, most, count = max(slowest, (seconds, file)), max(most, (kib, file)), count + 1
    print("slowest: %s; largest: %s" % (slowest[1], most[1]))
    print("BENCH " + json.dumps({"inner_s": slowest[0], "n": count, "parts": {"mib": most[0] / 1024}}))


if __name__ == "__main__":
    main()
