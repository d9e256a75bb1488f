#!/usr/bin/env python3
"""Checks this pack with Python's standard library and openssl alone, without Menshen.

usage: python3 verify.py [--key audit-public.pem] [--all]

--key  the public key as you got it by another way than this pack; without it the pack's own is used
--all  checks the signature of every checkpoint; without it the last one's, which covers those before it

Exit code 0: all holds. 1: something was changed, or is missing. 2: it could not check.
"""
import argparse
import base64
import hashlib
import json
import os
import struct
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BODY = ("at consumer staff purpose operation channel auditId stores planHash requestHash revision outcome reasons"
        " fields traceId decisionId").split()
faults = []


def ok(zh, en):
    print("通过 OK     " + zh + "  /  " + en)


def fault(zh, en):
    faults.append(en)
    print("有误 FAULT  " + zh + "  /  " + en)


def path(name):
    return os.path.join(HERE, *name.split("/"))


def canonical(*parts):
    """Each part is preceded by its length (4 bytes, big-endian); a missing one has the length -1."""
    out = bytearray()
    for part in parts:
        if part is None:
            out += struct.pack(">i", -1)
        else:
            text = str(part).encode("utf-8")
            out += struct.pack(">i", len(text)) + text
    return bytes(out)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def signed(key, data, signature):
    """Asks openssl whether the key signed the data (Ed25519)."""
    with tempfile.TemporaryDirectory() as folder:
        data_file, signature_file = os.path.join(folder, "data"), os.path.join(folder, "signature")
        for name, content in ((data_file, data), (signature_file, signature)):
            with open(name, "wb") as out:
                out.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", data_file,
                   "-sigfile", signature_file]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def key_id(key):
    with open(key, encoding="ascii") as pem:
        lines = [line.strip() for line in pem if "-----" not in line]
    return "ed25519-" + sha256(base64.b64decode("".join(lines)))[:16]


def check_sums(key):
    with open(path("SHA256SUMS"), "rb") as file:
        sums = file.read()
    with open(path("SHA256SUMS.sig"), "rb") as file:
        if not signed(key, sums, file.read()):
            fault("SHA256SUMS 的签名不符", "SHA256SUMS is not signed by this key")
    listed = {}
    for line in sums.decode("utf-8").splitlines():
        listed[line[66:]] = line[:64]
    for name in sorted(listed):
        if not os.path.isfile(path(name)):
            fault("缺少文件 " + name, "missing: " + name)
            continue
        digest = hashlib.sha256()
        with open(path(name), "rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                digest.update(block)
        if digest.hexdigest() != listed[name]:
            fault("文件被改动 " + name, "changed: " + name)
    ok("已核对 %d 个文件" % len(listed), "%d files looked at" % len(listed))
    return listed


def lines_of(name):
    with open(path(name), "rb") as file:
        for raw in file:
            yield raw


class Log:
    """The export audit.ndjson: openings, checkpoints, records by chain and number, the signed head."""

    def __init__(self, key, every):
        self.key, self.id, self.every = key, key_id(key), every
        self.heads = {}      # chain -> its last record as signed checkpoints and later chains know it: seq -> hash
        self.openings, self.checkpoints, self.activations = {}, [], {}
        self.state = None    # chain, seq, hash of the record before
        self.reached = {}
        self.head = None

    def read(self):
        digest, count = hashlib.sha256(), 0
        for raw in lines_of("audit.ndjson"):
            try:
                line = json.loads(raw.decode("utf-8"))
                kind = next(iter(line))
            except (ValueError, StopIteration):
                fault("第 %d 行无法读取" % (count + 1), "line %d cannot be read" % (count + 1))
                digest.update(raw)
                count += 1
                continue
            if kind == "head":
                self.head = line["head"]
                continue
            digest.update(raw)
            count += 1
            getattr(self, kind, self.unknown)(line[kind])
        self.seal(digest.hexdigest(), count)

    def unknown(self, _):
        fault("出现未知的行", "a line of an unknown kind")

    def seal(self, digest, count):
        head = self.head
        if head is None:
            fault("缺少签名的末行", "the signed last line is missing")
            return
        data = canonical("menshen.audit.export.1", head["at"], head["lines"], head["digest"], head["keyId"])
        if head["keyId"] != self.id or not signed(self.key, data, bytes.fromhex(head["signature"])):
            fault("末行的签名不符", "the last line is not signed by this key")
        if head["digest"] != digest or head["lines"] != count:
            fault("日志内容与签名时不同", "the audit is not what was signed")

    def vouch(self, head):
        known = self.heads.setdefault(head["chain"], {})
        if known.setdefault(head["seq"], head["hash"]) != head["hash"]:
            fault("链 %s 有两个版本" % head["chain"], "chain %s has two versions" % head["chain"])

    def opening(self, one):
        before = one.get("predecessor")
        parts = [one["chain"], one["at"]]
        parts += [None] if before is None else [before["chain"], before["seq"], before["hash"]]
        if sha256(canonical("menshen.audit.opening.1", *parts)) != one["hash"]:
            fault("链 %s 的开头被改动" % one["chain"], "the opening of chain %s was changed" % one["chain"])
        self.openings[one["chain"]] = one["hash"]
        self.reached[one["chain"]] = 0
        if before is not None:
            self.vouch(before)

    def checkpoint(self, one):
        self.checkpoints.append(one)
        for head in one["heads"]:
            self.vouch(head)

    def entry(self, one):
        chain, seq = one["chain"], one["seq"]
        if chain not in self.openings:
            fault("链 %s 没有开头" % chain, "chain %s has no opening" % chain)
            self.openings[chain] = one["previous"]
        if self.state is None or self.state[0] != chain:
            self.state = (chain, 0, self.openings[chain])
        _, before, previous = self.state
        body = one["body"]
        data = canonical("menshen.audit.record.1", chain, seq, one["previous"], *(body.get(name) for name in BODY))
        place = "%s/%s" % (chain, seq)
        if seq != before + 1:
            fault("记录 %s 之前有缺失或顺序被改" % place, "records before %s are missing or out of order" % place)
        elif one["previous"] != previous:
            fault("记录 %s 与前一条不相连" % place, "record %s is not linked to the one before" % place)
        if sha256(data) != one["hash"]:
            fault("记录 %s 被改动" % place, "record %s was changed" % place)
        wanted = self.heads.get(chain, {}).get(seq)
        if wanted is not None and wanted != one["hash"]:
            fault("记录 %s 与检查点不符" % place, "record %s is not the one that a checkpoint names" % place)
        self.state = (chain, seq, one["hash"])
        self.reached[chain] = max(seq, self.reached.get(chain, 0))
        if body["operation"] == "activate":
            self.activations.setdefault(int(body["revision"]), set()).add(body["planHash"])

    def data_of(self, one):
        return canonical("menshen.audit.checkpoint.1", one["number"], one["at"], one["previous"], one["base"],
                         one["chains"], one["root"], one["keyId"])

    def check_checkpoints(self):
        number, previous, heads = 0, "0" * 64, {}
        for one in self.checkpoints:
            if one["number"] != number + 1 or one["previous"] != previous:
                fault("检查点 %d 与前一个不相连" % one["number"],
                      "checkpoint %d does not follow from the one before" % one["number"])
            if one["base"] == 0:
                heads = {}
            heads.update((head["chain"], head) for head in one["heads"])
            if one["chains"] != len(heads) or one["root"] != root(heads):
                fault("检查点 %d 的内容与签名的根不符" % one["number"],
                      "checkpoint %d does not give its root" % one["number"])
            data = self.data_of(one)
            if self.every or one is self.checkpoints[-1]:
                if one["keyId"] != self.id or not signed(self.key, data, bytes.fromhex(one["signature"])):
                    fault("检查点 %d 的签名不符" % one["number"],
                          "checkpoint %d is not signed by this key" % one["number"])
            number, previous = one["number"], sha256(data)
        for chain, known in sorted(self.heads.items()):
            if max(known) > self.reached.get(chain, -1):
                fault("链 %s 被截断" % chain, "chain %s was cut" % chain)

    def check_copy(self):
        """The second place's copy of the checkpoints; what it learned after the export is not asked for."""
        held = {one["number"]: one for one in self.checkpoints}
        until = int(self.head["at"]) if self.head else 0
        count = 0
        for raw in lines_of("checkpoints.ndjson"):
            if not raw.endswith(b"\n"):
                continue
            one = json.loads(raw.decode("utf-8"))["checkpoint"]
            count += 1
            if one["number"] not in held and int(one["at"]) <= until:
                fault("检查点 %d 在日志中缺失" % one["number"], "checkpoint %d is missing in the audit" % one["number"])
            elif one["number"] in held and held[one["number"]] != one:
                fault("检查点 %d 有两个版本" % one["number"], "checkpoint %d has two versions" % one["number"])
        ok("第二处的 %d 个检查点已比较" % count, "%d checkpoints of the second place compared" % count)


def root(heads):
    """The tree hash of RFC 6962, section 2.1, over the heads by chain."""
    leaves = [canonical("menshen.audit.head.1", heads[c]["chain"], heads[c]["seq"], heads[c]["hash"])
              for c in sorted(heads)]

    def over(some):
        if len(some) == 0:
            return hashlib.sha256(b"").digest()
        if len(some) == 1:
            return hashlib.sha256(b"\0" + some[0]).digest()
        split = 1 << (len(some) - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + over(some[:split]) + over(some[split:])).digest()
    return over(leaves).hex()


class Number(str):
    """A number as it is written."""


def plain(value):
    """JSON as OPA hashes it: no white space, keys in order of their UTF-8 bytes, numbers as they are written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-8"))
        return "{" + ",".join(plain(key) + ":" + plain(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(plain(one) for one in value) + "]"
    return json.dumps(value)


def bundle_digest(name):
    hashes = {}
    with tarfile.open(path(name), "r:gz") as tar:
        for member in tar:
            inner = member.name.lstrip("./") if member.name.startswith("./") else member.name.lstrip("/")
            if not member.isfile() or inner == ".signatures.json":
                continue
            content = tar.extractfile(member).read()
            if inner.rsplit("/", 1)[-1] in ("data.json", ".manifest"):
                content = plain(json.loads(content.decode("utf-8"), parse_int=Number, parse_float=Number)).encode("utf-8")
            hashes[inner] = sha256(content)
    return sha256("\n".join(hashes[one] + one for one in sorted(hashes)).encode("utf-8"))


def check_policies(log, listed):
    for name in sorted(listed):
        parts = name.split("/")
        if len(parts) == 3 and parts[0] == "policy" and parts[2] == "bundle.tar.gz":
            recorded = log.activations.get(int(parts[1]), set())
            if bundle_digest(name) in recorded:
                ok("策略版本 %s 与审计中生效的一致" % parts[1], "policy %s is the one that came into force" % parts[1])
            else:
                fault("策略版本 %s 与审计中生效的不一致" % parts[1],
                      "policy %s is not the one that the audit says came into force" % parts[1])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--key", default=path("audit-public.pem"))
    arguments.add_argument("--all", action="store_true")
    given = arguments.parse_args()
    print("公钥编号 key " + key_id(given.key))
    listed = check_sums(given.key)
    log = Log(given.key, given.all)
    log.read()
    log.check_checkpoints()
    ok("%d 条链、%d 条记录、%d 个检查点已核对" % (len(log.openings), sum(log.reached.values()), len(log.checkpoints)),
       "%d chains, %d records, %d checkpoints looked at"
       % (len(log.openings), sum(log.reached.values()), len(log.checkpoints)))
    log.check_copy()
    check_policies(log, listed)
    if faults:
        print("结论：有 %d 处不符  /  %d faults found" % (len(faults), len(faults)))
        return 1
    print("结论：全部通过  /  all holds")
    return 0


if __name__ == "__main__":
    try:
        subprocess.run(["openssl", "version"], stdout=subprocess.DEVNULL, check=True)
        sys.exit(main())
    except FileNotFoundError as missing:
        print("无法核对：缺少 %s  /  cannot check: %s is missing (openssl 3 is needed)" % (missing.filename, missing.filename))
        sys.exit(2)
    except (KeyError, TypeError, ValueError, OSError, tarfile.TarError) as broken:
        print("有误 FAULT  内容无法读取  /  the pack cannot be read: %s: %s" % (type(broken).__name__, broken))
        sys.exit(1)
