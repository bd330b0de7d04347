#!/usr/bin/env python3
"""Verifies an export of the audit ("tasktracker audit export FILE") without the service; needs nothing but Python.

An entry's hash is the SHA-256 of ten netstrings (length in bytes, colon, UTF-8 text, comma): tasktracker-audit, algorithm, subject,
sequence, at, by, kind, data, chained at, previous hash. A seal's text is signed by ECDSA P-256 with SHA-256; its root is the SHA-256 of
one line a chain, "hash sequence subject", sorted. Exit code 0: all in order; 3: something is not; 2: no export.
"""
import base64, hashlib, json, sys

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296, 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    total = None
    while k:
        if k & 1:
            total = add(total, point)
        point, k = add(point, point), k >> 1
    return total


def signed(content, signature, key):
    x, y = int.from_bytes(key[-64:-32], "big"), int.from_bytes(key[-32:], "big")
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if len(signature) != 64 or not (0 < r < N and 0 < s < N):
        return False
    e, w = int.from_bytes(hashlib.sha256(content).digest(), "big"), pow(s, -1, N)
    point = add(times(e * w % N, G), times(r * w % N, (x, y)))
    return point is not None and point[0] % N == r


def sha(data):
    return hashlib.sha256(data).hexdigest()


def root(lines):
    return sha("".join(line + "\n" for line in sorted(lines)).encode())


def main(path):
    faults, last, hashes, heads, seal_before, entries, seals = [], {}, {}, {}, "0" * 64, 0, 0
    with open(path, encoding="utf-8", newline="\n") as export:
        head = json.loads(export.readline())
        if head.get("format") != "tasktracker-audit-export":
            print(f"{path} is no export of the audit.", file=sys.stderr)
            return 2
        keys = {name: base64.b64decode(key) for name, key in head["keys"].items()}
        for line in export:
            row = json.loads(line)
            if "entry" in row:
                entries += 1
                subject, sequence = row["subject"], row["entry"]
                fields = ["tasktracker-audit", str(row["algorithm"]), subject, str(sequence), row["at"], row["by"], row["kind"], row["data"], row["chainedAt"], row["previous"]]
                before = last.get(subject, (0, "0" * 64))
                canonical = b"".join(b"%d:%s," % (len(f), f) for f in (f.encode() for f in fields))
                if sha(canonical) != row["hash"]:
                    faults.append(f"{subject} entry {sequence}: changed")
                if sequence != before[0] + 1 or row["previous"] != before[1]:
                    faults.append(f"{subject} entry {sequence}: does not follow the one before")
                last[subject] = (sequence, row["hash"])
                hashes[subject, sequence] = row["hash"]
                continue
            seals += 1
            content = row["content"]
            says = dict(part.split(": ", 1) for part in content.splitlines()[1:])
            key = keys.get(says["key"], b"")
            for of in row["heads"]:
                value, sequence, subject = of.split(" ", 2)
                heads[subject] = of
                if hashes.get((subject, int(sequence))) != value:
                    faults.append(f"{subject} entry {sequence}: not what seal {row['seal']} saw")
            if sha(key) != says["key"] or not signed(content.encode(), base64.b64decode(row["signature"]), key):
                faults.append(f"seal {row['seal']}: not signed by its key")
            if says["previous"] != seal_before or int(says["number"]) != seals:
                faults.append(f"seal {row['seal']}: does not follow the one before")
            if says["root"] != root(heads.values()) or says["changes"] != root(row["heads"]):
                faults.append(f"seal {row['seal']}: made over other heads")
            seal_before = sha(content.encode())
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{entries} entries in {len(last)} chains and {seals} seals: {'all in order' if not faults else f'{len(faults)} faults'}.")
    return 3 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else 2)
