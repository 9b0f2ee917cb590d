"""Says what the validators of others find wrong, as one list of JSON on stdout.

table SCHEMA FILE [--sync]           Table Schema, by frictionless: [id, field, kind of error]
data-inclusion STRUCTURES SERVICES   the published models of data·inclusion: [id, field, message]
"""

import csv
import json
import sys


def table(schema, path, *options):
    from frictionless import Checklist, Detector, Resource, Schema, system

    with open(path, newline="", encoding="utf-8") as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    detector = Detector(schema_sync="--sync" in options)
    with system.use_context(trusted=True):
        resource = Resource(path=path, schema=Schema(schema), detector=detector)
        report = resource.validate(Checklist())
    found = []
    for row, field, kind in report.flatten(["rowNumber", "fieldName", "type"]):
        # The header is row 1.
        name = ids[row - 2] if row and row >= 2 else None
        found.append([name, field, kind])
    return found


def data_inclusion(structures, services):
    from data_inclusion.schema.v1.services import Service
    from data_inclusion.schema.v1.structures import Structure
    from pydantic import ValidationError

    found = []
    known = set()
    for model, path in ((Structure, structures), (Service, services)):
        with open(path, encoding="utf-8") as file:
            records = json.load(file)
        for record in records:
            if model is Structure:
                known.add(record["id"])
            elif record["structure_id"] not in known:
                found.append([record["id"], "structure_id", "unknown"])
            try:
                model.model_validate(record, context={"ignore_warnings": False})
            except ValidationError as error:
                for one in error.errors():
                    found.append([record["id"], ".".join(map(str, one["loc"])), one["msg"]])
    return found


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    checks = {"table": table, "data-inclusion": data_inclusion}
    print(json.dumps(checks[kind](*arguments), ensure_ascii=False))
