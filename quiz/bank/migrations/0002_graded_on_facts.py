"""Graded questions rest on no opinion and no prediction: kept by the database itself, whoever writes.

A check constraint cannot look into another table, so these are triggers. A later migration that makes
SQLite rebuild bank_rest or bank_claim loses them and must call `lay` again; a test notices.
"""

from django.db import migrations

REFUSED = "a graded question rests on no opinion or prediction"
WITHIN = """SELECT 1 FROM bank_question q JOIN bank_claim c ON c.id = {claim}
  WHERE q.id = {question} AND q.kind <> 'labelling' AND c.label IN ('opinion', 'prediction')"""
RELABELLED = """SELECT 1 FROM bank_rest r JOIN bank_question q ON q.id = r.question_id
  WHERE r.claim_id = NEW.id AND q.kind <> 'labelling' AND NEW.label IN ('opinion', 'prediction')"""
REGRADED = """SELECT 1 FROM bank_rest r JOIN bank_claim c ON c.id = r.claim_id
  WHERE r.question_id = NEW.id AND NEW.kind <> 'labelling' AND c.label IN ('opinion', 'prediction')"""
RULES = {
    "rest_insert": ("INSERT", "bank_rest", WITHIN.format(claim="NEW.claim_id", question="NEW.question_id")),
    "rest_update": ("UPDATE", "bank_rest", WITHIN.format(claim="NEW.claim_id", question="NEW.question_id")),
    "claim_update": ("UPDATE", "bank_claim", RELABELLED),
    "question_update": ("UPDATE", "bank_question", REGRADED),
}


def lay(apps, schema_editor):
    for name, (verb, table, offence) in RULES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER graded_{name} BEFORE {verb} ON {table} WHEN EXISTS ({offence}) "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION graded_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF EXISTS ({offence}) THEN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; "
                "END IF; RETURN NEW; END $$",
                params=None,
            )
            schema_editor.execute(
                f"CREATE TRIGGER graded_{name} BEFORE {verb} ON {table} FOR EACH ROW "
                f"EXECUTE FUNCTION graded_{name}()"
            )


def lift(apps, schema_editor):
    for name, (_verb, table, _offence) in RULES.items():
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER graded_{name}")
        else:
            schema_editor.execute(f"DROP TRIGGER graded_{name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION graded_{name}()")


class Migration(migrations.Migration):
    dependencies = [("bank", "0001_initial")]
    operations = [migrations.RunPython(lay, lift)]
