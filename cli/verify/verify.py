#!/usr/bin/env python3
"""Checks an export of the history without trusting whoever made it, and without the other verifier.

Needs Python 3.9 or later and the openssl command (3.0 or later), which judges the signatures.

    python3 verify.py [folder of the export]... [--known FOLDER]... [--key VERIFIER_KEY]... [--json]

--known  notes you were given earlier: each must be part of this history, or it was rolled back or told twice.
--key    public keys you were given: only they count. Without it, the keys that lie in the export do.
"""

import base64
import binascii
import hashlib
import heapq
import json
import os
import re
import struct
import subprocess
import sys
import tempfile

ZEROS = "0" * 64
MOST_PROBLEMS = 1000
SPKI = bytes.fromhex("302a300506032b6570032100")


def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\x01" + left + right)


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError, TypeError):
        return None
    return data if base64.b64encode(data).decode() == text else None


class Key:
    """A public key as the standard writes it: name+id+base64(kind, key)."""

    judged = {}

    def __init__(self, text):
        name, ident, data = (text.strip().split("+", 2) + ["", ""])[:3]
        raw = unbase64(data) or b""
        if len(raw) != 33 or sha(name.encode() + b"\n" + raw)[:4].hex() != ident:
            raise ValueError("no verifier key")
        self.name, self.ident, self.kind, self.raw = name, ident, raw[0], raw[1:]

    def signed(self, message, signature):
        if len(signature) != 64:
            return False
        case = (self.raw, message, signature)
        if case not in Key.judged:
            Key.judged[case] = self.ask_openssl(message, signature)
        return Key.judged[case]

    def ask_openssl(self, message, signature):
        with tempfile.TemporaryDirectory() as place:
            paths = {}
            for name, data in (("key", SPKI + self.raw), ("text", message), ("signature", signature)):
                paths[name] = os.path.join(place, name)
                with open(paths[name], "wb") as file:
                    file.write(data)
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths["key"]]
            command += ["-rawin", "-in", paths["text"], "-sigfile", paths["signature"]]
            return subprocess.run(command, capture_output=True).returncode == 0


def read_keys(texts):
    keys = []
    for text in texts:
        try:
            keys.append(Key(text))
        except ValueError:
            pass
    return keys


def files_under(folder):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def read_text(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def hash_file(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()


class Note:
    """A signed checkpoint: how many entries, under which root, and who saw it."""

    def __init__(self, text, log, keys, strict=False):
        head, mark, tail = text.rpartition("\n\n")
        self.body = head + "\n"
        parts = self.body.split("\n")
        if not mark or len(parts) < 4 or parts[0] != log or not re.fullmatch(r"0|[1-9][0-9]{0,15}", parts[1]):
            raise ValueError("no checkpoint of this log")
        root = unbase64(parts[2])
        if root is None or len(root) != 32:
            raise ValueError("no root")
        self.size, self.root, self.witnesses, signed = int(parts[1]), root, [], False
        for line in tail.rstrip("\n").split("\n"):
            found = re.fullmatch(r"— (\S+) (\S+)", line)
            data = unbase64(found.group(2)) if found else None
            if data is None or len(data) < 5:
                raise ValueError("no signature")
            key = next((k for k in keys if k.name == found.group(1) and k.ident == data[:4].hex()), None)
            if key is None and strict:
                raise ValueError("signed by a key that is not here")
            if key is None:
                continue
            if not self.holds(key, data[4:]):
                raise ValueError("a signature that is not its own")
            if key.kind == 1:
                signed = signed or key.name == log
            else:
                self.witnesses.append(key.name)
        if not signed:
            raise ValueError("not signed by the log")

    def holds(self, key, data):
        if key.kind == 1:
            return key.signed(self.body.encode(), data)
        if len(data) != 72:
            return False
        second = struct.unpack(">Q", data[:8])[0]
        return key.signed(f"cosignature/v1\ntime {second}\n{self.body}".encode(), data[8:])


def split_notes(text):
    pieces = (piece.strip("\n") + "\n" for piece in re.split(r"\n\n(?!— )", text))
    return [piece for piece in pieces if piece != "\n"]


class Tree:
    """The tree over the entries so far, as the roots of its complete parts."""

    def __init__(self):
        self.size, self.parts = 0, []

    def add(self, leaf):
        self.parts.append(leaf)
        self.size += 1
        rest = self.size
        while rest % 2 == 0:
            right = self.parts.pop()
            self.parts[-1] = node(self.parts[-1], right)
            rest //= 2

    def root(self):
        if not self.parts:
            return sha(b"")
        top = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            top = node(part, top)
        return top


def half_of(size):
    return 1 << ((size - 1).bit_length() - 1)


def root_by_inclusion(leaf, index, size, proof):
    """The root that a proof of inclusion leads to; None when it is too short or too long."""
    proof = list(proof)

    def climb(at, count):
        if count == 1:
            return leaf
        beside = proof.pop() if proof else b""
        half = half_of(count)
        return node(climb(at, half), beside) if at < half else node(beside, climb(at - half, count - half))

    root = climb(index, size)
    return root if not proof else None


def roots_by_consistency(old_root, old, size, proof):
    """Both roots that a proof of consistency leads to."""
    proof = list(proof)

    def climb(part, count, whole):
        if part == count:
            top = old_root if whole else (proof.pop() if proof else b"")
            return top, top
        beside = proof.pop() if proof else b""
        half = half_of(count)
        if part <= half:
            was, now = climb(part, half, whole)
            return was, node(now, beside)
        was, now = climb(part - half, count - half, False)
        return node(beside, was), node(beside, now)

    roots = climb(old, size, True)
    return roots if not proof else (None, None)


class Check:
    """One export under examination."""

    def __init__(self, folder, known=(), keys=()):
        self.folder, self.known_folders, self.problems = folder, list(known), []
        self.manifest = self.read_manifest()
        self.log = self.manifest.get("origin", "")
        self.complete = self.manifest.get("complete") is True
        self.keys = read_keys(keys) if keys else read_keys(read_text(p) for p in files_under(os.path.join(folder, "keys")))
        self.told = bool(keys)
        self.events = self.house = self.others = self.unsealed = 0
        self.runs, self.plans, self.files = {}, set(), {}

    def bad(self, file, what, **place):
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append({"file": file, **{k: v for k, v in place.items() if v is not None}, "what": what})

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def read_manifest(self):
        try:
            with open(self.path("manifest.json"), encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError) as error:
            self.bad("manifest.json", f"cannot be read: {error}")
            return {}

    def run(self):
        if not any(key.kind == 1 and key.name == self.log for key in self.keys):
            self.bad("manifest.json", f"no key of the log {self.log} is known")
        self.check_files()
        self.checkpoints = self.read_checkpoints()
        self.known = self.read_known()
        self.read_entries()
        if not self.complete:
            self.check_consistency()
        self.compare_known()
        self.check_definitions()
        self.check_evidence()
        self.check_runs()
        last = self.checkpoints[-1].size if self.checkpoints else 0
        return {
            "events": self.events, "runs": len(self.runs), "house": self.house, "others": self.others,
            "sealed": last, "unsealed": self.unsealed, "checkpoints": len(self.checkpoints),
            "witnessed": sum(1 for note in self.checkpoints if note.witnesses), "known": len(self.known),
            "keysFrom": "you" if self.told else "the export", "problems": self.problems,
        }

    def check_files(self):
        listed = {file["name"]: file["sha256"] for file in self.manifest.get("files", [])}
        for name, digest in listed.items():
            if not os.path.exists(self.path(name)):
                self.bad(name, "is missing")
            elif hash_file(self.path(name)) != digest:
                self.bad(name, "is not the file that was exported")
        for path in files_under(self.folder):
            name = os.path.relpath(path, self.folder).replace(os.sep, "/")
            if name != "manifest.json" and name not in listed:
                self.bad(name, "is not in the manifest")

    def read_checkpoints(self):
        notes = []
        for path in files_under(self.path("checkpoints")):
            for number, text in enumerate(split_notes(read_text(path)), 1):
                try:
                    notes.append(Note(text, self.log, self.keys, strict=not self.told))
                except ValueError as error:
                    self.bad(f"checkpoints/{os.path.basename(path)}", f"note {number}: {error}", note=number)
        notes.sort(key=lambda note: note.size)
        for before, note in zip(notes, notes[1:]):
            if before.size == note.size and before.root != note.root:
                self.bad("checkpoints", f"two different states of {note.size} entries were signed", size=note.size)
        return notes

    def read_known(self):
        found, strange = [], 0
        for folder in self.known_folders:
            for path in files_under(folder):
                for text in split_notes(read_text(path)):
                    try:
                        found.append((Note(text, self.log, self.keys), path))
                    except ValueError:
                        if text.startswith(self.log + "\n") and "\n— " in text:
                            self.bad(path, "holds a note that the log did not sign")
                        else:
                            strange += 1
        if not found and strange:
            self.bad(self.known_folders[0], "your notes were signed by another log than this export")
        return found

    def lines(self, file):
        """Every line as (rank in the log, its number, file, entry); what cannot be read comes at once."""
        if not os.path.exists(self.path(file)):
            return
        with open(self.path(file), encoding="utf-8", errors="replace", newline="\n") as source:
            for number, text in enumerate(source, 1):
                if text == "\n":
                    continue
                try:
                    entry = json.loads(text)
                    idx = entry["idx"]
                    if idx is not None and (not isinstance(idx, int) or isinstance(idx, bool)):
                        raise ValueError("idx")
                except (ValueError, KeyError, TypeError):
                    entry, idx = None, -1
                yield (float("inf") if idx is None else idx), file, number, entry

    def read_entries(self):
        tree, sound, broken = Tree(), 0, False
        roots = {}
        for note in self.checkpoints:
            roots.setdefault(note.size, []).append((note.root, None))
        for note, path in self.known:
            roots.setdefault(note.size, []).append((note.root, path))
        proofs = None if self.complete else self.read_proofs()
        sources = [self.lines(file) for file in ("events.jsonl", "admin.jsonl", "others.jsonl")]
        for rank, file, number, entry in heapq.merge(*sources, key=lambda item: item[0]):
            place = {"line": number}
            if entry is not None:
                place.update(run=entry.get("run"), seq=entry.get("seq"), idx=entry["idx"])
            leaf = self.judge(file, entry, place)
            if entry is not None and entry["idx"] is None:
                self.unsealed += 1
                continue
            if leaf is None:
                continue
            if proofs is not None:
                self.check_proof(proofs, rank, leaf, file, place)
                continue
            if broken:
                continue
            if rank != tree.size:
                broken = True
                missing = f"entries {tree.size} to {rank - 1} of the log are missing before it"
                if rank > tree.size:
                    self.bad(file, missing, **{**place, "from": tree.size, "to": rank - 1})
                else:
                    self.bad(file, "comes twice", **place)
                continue
            if rank >= (self.checkpoints[-1].size if self.checkpoints else 0):
                self.bad(file, "is listed as signed and is not", **place)
            tree.add(leaf)
            for root, path in roots.get(tree.size, ()):
                if tree.root() == root:
                    sound = tree.size if path is None else sound
                elif path is not None:
                    self.bad(path, f"the first {tree.size} entries are not those you were shown", size=tree.size)
                elif not broken:
                    broken = True
                    what = f"something among entries {sound} to {tree.size - 1} is not what was signed"
                    self.bad(file, what, **{**place, "from": sound, "to": tree.size - 1})
        if proofs is None and self.checkpoints and not broken and tree.size < self.checkpoints[-1].size:
            last = self.checkpoints[-1].size - 1
            self.bad("events.jsonl", f"entries {tree.size} to {last} are missing: they were signed", **{"from": tree.size, "to": last})

    def judge(self, file, entry, place):
        if not isinstance(entry, dict):
            return self.bad(file, "is no entry", **place)
        if file == "others.jsonl":
            self.others += 1
            try:
                leaf = bytes.fromhex(entry.get("leaf", ""))
            except (ValueError, TypeError):
                leaf = b""
            return leaf if len(leaf) == 32 else self.bad(file, "holds no hash", **place)
        body = entry.get("body")
        if not isinstance(body, str):
            return self.bad(file, "has no body", **place)
        data = body.encode("utf-8", "surrogatepass")
        leaf = sha(b"\x00" + data)
        try:
            said = json.loads(body)
        except ValueError:
            self.bad(file, "has a body that is no JSON", **place)
            return leaf
        if file == "admin.jsonl":
            self.house += 1
            if said.get("id") != entry.get("id"):
                self.bad(file, "is listed as another entry than it is", **place)
            return leaf
        self.events += 1
        self.follow(file, entry, said, data, place)
        return leaf

    def follow(self, file, entry, said, data, place):
        run, seq = entry.get("run"), entry.get("seq")
        if said.get("sopRunId") != run or said.get("seq") != seq:
            self.bad(file, "is listed as another entry than it is", **place)
        before_seq, before_hash = self.runs.get(run, (0, ZEROS))
        if seq != before_seq + 1:
            self.bad(file, f"its run goes on from entry {before_seq} to {seq}", **place)
        elif hashlib.sha256(f"{before_hash}\n".encode() + data).hexdigest() != entry.get("hash"):
            self.bad(file, "does not follow from the entry before it in its run", **place)
        self.runs[run] = (seq if isinstance(seq, int) else before_seq, entry.get("hash"))
        if said.get("type") == "run.launched":
            self.plans.add(said["data"].get("planSha256"))
        elif said.get("type") == "evidence.added":
            self.files[said["data"].get("evidenceId")] = said["data"].get("sha256")

    def read_proofs(self):
        proofs = {}
        for number, item in self.json_lines("proofs/inclusion.jsonl"):
            try:
                proofs[item["idx"]] = [base64.b64decode(text, validate=True) for text in item["proof"]]
            except (KeyError, TypeError, ValueError):
                self.bad("proofs/inclusion.jsonl", "is no proof", line=number)
        return proofs

    def json_lines(self, file):
        if not os.path.exists(self.path(*file.split("/"))):
            return
        with open(self.path(*file.split("/")), encoding="utf-8", errors="replace", newline="\n") as source:
            for number, text in enumerate(source, 1):
                if text.strip():
                    try:
                        yield number, json.loads(text)
                    except ValueError:
                        yield number, None

    def check_proof(self, proofs, idx, leaf, file, place):
        last = self.checkpoints[-1] if self.checkpoints else None
        if last is None or idx not in proofs:
            return self.bad(file, "has no proof that it was signed", **place)
        if not 0 <= idx < last.size or root_by_inclusion(leaf, idx, last.size, proofs[idx]) != last.root:
            self.bad(file, "is not what was signed", **place)

    def check_consistency(self):
        proofs = {}
        for _, item in self.json_lines("proofs/consistency.jsonl"):
            try:
                proofs[(item["old"], item["size"])] = [base64.b64decode(text, validate=True) for text in item["proof"]]
            except (KeyError, TypeError, ValueError):
                self.bad("proofs/consistency.jsonl", "is no proof")
        for before, note in zip(self.checkpoints, self.checkpoints[1:]):
            if before.size == note.size:
                continue
            proof = proofs.get((before.size, note.size))
            found = None if proof is None else roots_by_consistency(before.root, before.size, note.size, proof)
            if found != (before.root, note.root):
                what = f"the log of {note.size} entries does not go on from that of {before.size}"
                self.bad("proofs/consistency.jsonl", what, **{"from": before.size, "to": note.size - 1})

    def compare_known(self):
        last = self.checkpoints[-1].size if self.checkpoints else 0
        listed = {note.size: note.root for note in self.checkpoints}
        for note, path in self.known:
            if note.size > last:
                what = f"you were shown {note.size} entries, here are {last}: the log was rolled back"
                self.bad(path, what, size=note.size)
            elif not self.complete and listed.get(note.size, note.root) != note.root:
                self.bad(path, f"the first {note.size} entries are not those you were shown", size=note.size)
            elif not self.complete and note.size not in listed and self.manifest.get("checkpointsLeftOut") is not True:
                self.bad(path, f"the checkpoint of {note.size} entries you have is absent here", size=note.size)

    def check_definitions(self):
        for plan in sorted(str(one) for one in self.plans):
            name = f"definitions/{plan}.json"
            if not os.path.exists(self.path("definitions", f"{plan}.json")):
                self.bad(name, "is missing: a run follows it")
            elif hash_file(self.path("definitions", f"{plan}.json")) != plan:
                self.bad(name, "is not the playbook that its run follows")

    def check_evidence(self):
        for number, item in self.json_lines("evidence.jsonl"):
            item = item if isinstance(item, dict) else {}
            if self.files.get(item.get("id")) != item.get("sha256"):
                self.bad("evidence.jsonl", f"file {item.get('id')} is not the one its run was given", line=number)
            elif item.get("file") and os.path.exists(self.path(item["file"])):
                if hash_file(self.path(item["file"])) != item["sha256"]:
                    self.bad(item["file"], "is not the file its run was given", line=number)
            elif item.get("file"):
                self.bad(item["file"], "is missing", line=number)
            self.files.pop(item.get("id"), None)
        for ident in self.files:
            self.bad("evidence.jsonl", f"file {ident} is not listed")

    def check_runs(self):
        told = self.manifest.get("runs", {})
        for run, end in told.items():
            seq, digest = self.runs.get(run, (0, None))
            if (seq, digest) != (end.get("seq"), end.get("hash")):
                what = f"run {run} should end with entry {end.get('seq')}, here it ends with {seq}"
                self.bad("events.jsonl", what, run=run, seq=seq + 1)
        for run in self.runs:
            if run not in told:
                self.bad("manifest.json", f"does not know run {run}", run=run)


def say(report):
    print("{events} events of {runs} runs, {house} acts of the house, {others} entries known by their hash only".format(**report))
    print("{sealed} entries signed, {unsealed} not yet; {checkpoints} checkpoints, {witnessed} of them witnessed; "
          "keys from {keysFrom}".format(**report))
    if report["known"]:
        print(f"{report['known']} checkpoints that you hold were compared")
    for problem in report["problems"][:50]:
        place = "".join(f" {word} {problem[name]}" for name, word in (("line", "line"), ("run", "run"), ("seq", "entry"))
                        if problem.get(name))
        print(f"BAD {problem['file']}{place}: {problem['what']}")
    count = len(report["problems"])
    print("Everything holds." if count == 0 else f"{count} problems; the first is named first.")


def main(args):
    folders, known, keys, as_json = [], [], [], False
    rest = iter(args)
    for arg in rest:
        if arg == "--known":
            known.append(next(rest))
        elif arg == "--key":
            keys.append(next(rest))
        elif arg == "--json":
            as_json = True
        else:
            folders.append(arg)
    code = 0
    for folder in folders or [os.path.dirname(os.path.abspath(__file__))]:
        report = Check(folder, known, keys).run()
        code = 1 if report["problems"] else code
        print(json.dumps(report)) if as_json else say(report)
        sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
