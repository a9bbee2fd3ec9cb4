"""Carriers made to harm: PDFs, e-mails, Outlook messages and encrypted files that say little and would take much; none is
larger than what a mailbox takes, ten megabytes."""
import struct
import zlib


def pdf(objects, root=1):
    """A PDF of these objects, numbered from 1, with a table that tells where each is."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, len(body))


def stream(data, more=b""):
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def zeros(size, times=1):
    """So many zeros, deflated so many times."""
    packer, piece = zlib.compressobj(9), bytes(1 << 20)
    data = b"".join(packer.compress(piece) for _ in range(size >> 20)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def pdf_with(files, filters=b"/FlateDecode"):
    """A PDF that has each of these deflated streams attached."""
    objects, names = [b""], b""
    for number, data in enumerate(files):
        objects.append(stream(data, b"/Type /EmbeddedFile /Filter " + filters))
        objects.append(b"<< /Type /Filespec /F (%d.essaim) /UF (%d.essaim) /EF << /F %d 0 R >> >>" % (number, number, len(objects)))
        names += b"(%d.essaim) %d 0 R " % (number, len(objects))
    objects[0] = b"<< /Type /Catalog /Names << /EmbeddedFiles << /Names [" + names + b"] >> >> >>"
    return pdf(objects)


def pdf_packed_objects(size):
    """Objects in a stream that unfolds to so many bytes."""
    packed = stream(zeros(size), b"/Type /ObjStm /N 100000 /First 1000000 /Filter /FlateDecode")
    rows = struct.pack(">BIH", 1, 9, 0) * 3
    table = stream(zlib.compress(rows), b"/Type /XRef /W [1 4 2] /Size 3 /Root 1 0 R /Filter /FlateDecode")
    body = b"%PDF-1.7\n1 0 obj\n" + packed + b"\nendobj\n"
    return body + b"2 0 obj\n" + table + b"\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)


def mail(kind, body):
    return b"From: a@exemple.fr\r\nTo: b@exemple.fr\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: " + kind + b"\r\n\r\n" + body


def nested(depth, kind):
    """Messages in messages, or parts in parts."""
    if kind == b"message":
        return b"".join(mail(b"message/rfc822", b"") for _ in range(depth)) + mail(b"text/plain", b"x")
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(depth))
    return mail(b"multipart/mixed; boundary=a", b"--a\r\n" + opened)


def outlook(sectors, chain):
    """A compound file whose table of sectors says what `chain` gives for each."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", *[chain(i) for i in range(128)])
    return header + table + bytes(512 * (sectors - 1))


def encrypted(work):
    """An age file that asks for two to the power of `work` rounds before anything can be read."""
    salt = b"AAAAAAAAAAAAAAAAAAAAAA"
    body = b"B" * 43
    return b"age-encryption.org/v1\n-> scrypt " + salt + b" %d\n" % work + body + b"\n--- " + b"C" * 43 + b"\n" + bytes(16 << 10)


def made():
    """Names and contents."""
    bomb = zeros(64 << 20)
    yield "bombs.pdf", pdf_with([bomb] * 40)
    yield "bomb-in-bombs.pdf", pdf_with([zeros(256 << 20, 3)], b"[/FlateDecode /FlateDecode /FlateDecode]")
    yield "packed-objects.pdf", pdf_packed_objects(256 << 20)
    yield "deep.pdf", b"%PDF-1.7\n1 0 obj\n" + b"[" * (4 << 20) + b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"
    yield "many-objects.pdf", pdf([b"<< /Type /Catalog >>"] * 120_000)
    yield "loop.pdf", pdf([b"<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> >>", b"<< /Kids [2 0 R 2 0 R] >>"])
    yield "no-end.pdf", b"%PDF-1.7\n" + bytes(10 << 20)
    yield "parts.eml", mail(b"multipart/mixed; boundary=b", b"--b\r\n\r\n" * 1_400_000)
    yield "nested.eml", nested(50_000, b"message")
    yield "nested-parts.eml", nested(50_000, b"multipart")
    yield "headers.eml", b"Received: x\r\n" * 750_000 + mail(b"text/plain", b"x")
    yield "one-header.eml", b"From: a@exemple.fr\r\nSubject: " + b"=?utf-8?q?=41?= " * 600_000 + b"\r\n\r\nx"
    yield "unfinished.eml", mail(b"multipart/mixed; boundary=b", b"--b\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=x.essaim\r\n\r\n" + b"QUFB" * (5 << 19))
    yield "loop.msg", outlook(64, lambda i: 0xFFFFFFFD if i == 0 else (i % 60) + 1)
    yield "beyond.msg", outlook(64, lambda i: 0xFFFFFFFD if i == 0 else 0x00FFFFFF)
    yield "work.age", encrypted(30)
    yield "lines.age", b"age-encryption.org/v1\n" + b"-> X25519 A\nB\n" * 500_000
