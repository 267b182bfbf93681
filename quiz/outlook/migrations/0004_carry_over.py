"""What was published until now stays published: its ballots get rows without their readers, posts get codes."""

from django.db import migrations

from quiz.outlook.models.posts import new_post_code
from quiz.outlook.models.publications import new_key, new_person

FIRST, SECOND = 1, 2


def carry_over(apps, _schema):
    """Fill in what the new columns hold of what the old ones say."""
    _posts(apps)
    _snapshots(apps)
    _ballots(apps)


def _posts(apps):
    Post, Alias = apps.get_model("outlook", "Post"), apps.get_model("outlook", "Alias")
    aliases = {(row.survey_id, row.membership_id): row.pk for row in Alias.objects.all()}
    for post in Post.objects.iterator():
        post.code, post.is_reason = new_post_code(), post.ballot_id is not None
        post.written_at = post.at or post.changed_at
        if not post.is_reason and post.membership_id:
            post.alias_id = aliases.get((post.survey_id, post.membership_id))
        post.save(update_fields=["code", "is_reason", "written_at", "alias"])


def _snapshots(apps):
    Snapshot = apps.get_model("outlook", "Snapshot")
    Snapshot.objects.filter(number=0).delete()
    for snapshot in Snapshot.objects.filter(round=SECOND):
        # Until now the second round was told of those only who voted in both.
        snapshot.sums["again"] = sum(map(sum, snapshot.sums["likelihood"]))
        snapshot.save(update_fields=["sums"])


def _ballots(apps):
    Ballot = apps.get_model("outlook", "Ballot")
    PublishedBallot = apps.get_model("outlook", "PublishedBallot")
    of_classes = Ballot.objects.exclude(survey__assignment=None).exclude(batch=None)
    seconds = {
        (row.survey_id, row.prediction_id, row.reader_id): row for row in of_classes.filter(round=SECOND)
    }
    persons = {}
    for ballot in of_classes.filter(round=FIRST):
        second = seconds.get((ballot.survey_id, ballot.prediction_id, ballot.reader_id))
        row = PublishedBallot.objects.create(
            survey=ballot.survey, prediction=ballot.prediction, key=new_key(),
            person=persons.setdefault((ballot.survey_id, ballot.reader_id), new_person()),
            likelihood=ballot.likelihood, agreement=ballot.agreement, knew=ballot.knew,
            second_likelihood=second.likelihood if second else None,
            second_agreement=second.agreement if second else None,
            moved_by=second.moved_by if second else "",
        )
        ballot.published, ballot.batch = row, 1
        ballot.save(update_fields=["published", "batch"])
    of_classes.filter(round=SECOND).update(batch=None)


def carry_back(apps, _schema):
    """What 0.2 would hold of what is told now: one batch a round. Who left took marks and posts along there,
    and of late ballots nothing was told apart.
    """
    Snapshot, Ballot = apps.get_model("outlook", "Snapshot"), apps.get_model("outlook", "Ballot")
    for name in ("Mark", "Report", "Alias"):
        apps.get_model("outlook", name).objects.filter(membership=None).delete()
    apps.get_model("outlook", "Post").objects.filter(membership=None, ballot=None).delete()
    Snapshot.objects.filter(is_late=True).delete()
    again = {}
    for snapshot in Snapshot.objects.order_by("-round"):
        key = (snapshot.survey_id, snapshot.prediction_id)
        if snapshot.round == SECOND:
            again[key] = snapshot.sums.pop("again", 0)
        else:
            snapshot.batches = [[sum(snapshot.sums["likelihood"]), again.get(key, 0)]]
        snapshot.number = 1
        snapshot.save(update_fields=["sums", "number", "batches"])
    told = Ballot.objects.exclude(published=None)
    seconds = told.exclude(published__second_likelihood=None)
    for row in seconds.values("survey", "prediction", "reader", "membership"):
        Ballot.objects.filter(round=SECOND, **row).update(batch=1)
    told.update(batch=1, published=None)
    apps.get_model("outlook", "PublishedBallot").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('outlook', '0003_publish_once'),
    ]

    operations = [
        migrations.RunPython(carry_over, carry_back),
    ]
