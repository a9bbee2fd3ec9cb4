#!/usr/bin/env python3
"""Turns the records of the workload into what `essaim-cli add solution -` takes, one JSON object a line.

    solutions.py --records DATA/records.jsonl --attachments DATA > solutions.jsonl
    solutions.py --records DATA/records-v2.jsonl --changed-from DATA/records.jsonl --patches FOLDER

One solution each: the id, every text, all fields, all indicators with all their readings, the attachments by path.
The second form writes one partial document for each record that differs, named by its id, for `essaim-cli set`.
"""
import argparse
import json
import os
import sys

MATURITY = {"idée": "experimental", "à l'étude": "experimental", "expérimentée": "promising", "déployée": "proven",
            "abandonnée": "experimental"}


def cut(text, most):
    """The text up to `most` characters, at a word, and what is left."""
    if len(text) <= most:
        return text, ""
    at = text.rfind(" ", 0, most)
    at = at if at > 0 else most
    return text[:at], text[at:].strip()


def decimal(value):
    return repr(value) if isinstance(value, float) else str(value)


def readings(values):
    return [{"id": "r%d" % i, "date": day, "value": decimal(value)} for i, (day, value) in enumerate(values)]


def solution(record, folder):
    fields = record["fields"]
    title, title_rest = cut(record["title"], 120)
    summary, summary_rest = cut(record["summary"], 300)
    context = "\n\n".join(part for part in (title_rest, summary_rest) if part)
    out = {
        "id": record["id"], "title": title, "summary": summary, "description": record["body"],
        "themes": [fields["domaine"]], "keywords": [fields["statut"], fields["region"]],
        "maturity": MATURITY[fields["statut"]], "origin_name": fields["commune"][:200],
        "actual_cost": {"amount": decimal(fields["budget_eur"]), "currency": "EUR", "tax": "ttc"},
        "duration": "%s – %s" % (fields["date_debut"], fields["date_fin"]),
        "provenance_note": "%s · %s · %s" % (fields["referent"], fields["reproductible"], decimal(fields["note"])),
        "verified_on": record["modified"][:10], "licence": "LO-2.0", "language": "fr",
        "indicators": [
            {"id": "i%d" % i, "name": one["name"], "unit": one["unit"], "readings": readings(one["values"])}
            for i, one in enumerate(record["indicators"])
        ],
    }
    if context:
        out["context"] = context
    if record["attachments"]:
        out["attachments"] = [
            {"id": "a%d" % i, "path": os.path.join(folder, one["file"]), "caption": "Pièce %d" % (i + 1)}
            for i, one in enumerate(record["attachments"])
        ]
    return out


def lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def patches(old, new, folder):
    os.makedirs(folder, exist_ok=True)
    for before, after in zip(lines(old), lines(new)):
        if before == after:
            continue
        one, two = solution(before, ""), solution(after, "")
        changed = {name: value for name, value in two.items() if one.get(name) != value}
        with open(os.path.join(folder, after["id"] + ".json"), "w", encoding="utf-8") as file:
            json.dump(changed, file, ensure_ascii=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", required=True)
    parser.add_argument("--attachments", default="")
    parser.add_argument("--changed-from")
    parser.add_argument("--patches")
    asked = parser.parse_args()
    if asked.patches:
        return patches(asked.changed_from, asked.records, asked.patches)
    folder = os.path.abspath(asked.attachments)
    for record in lines(asked.records):
        sys.stdout.write(json.dumps(solution(record, folder), ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
