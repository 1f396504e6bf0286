import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("directory", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DisclosedItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sending_agency_id", models.UUIDField()),
                ("receiving_agency_id", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("subject_person_id", models.UUIDField(null=True)),
                ("subject_name", models.CharField(max_length=160)),
                ("entry_id", models.UUIDField(null=True)),
                ("text", models.TextField()),
                ("kind", models.CharField(max_length=12)),
                ("happened_on", models.DateField(null=True)),
                ("happened_text", models.CharField(blank=True, max_length=60)),
                ("known_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=160)),
                ("is_strength", models.BooleanField(default=False)),
                ("purpose_served", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("information_request_id", models.UUIDField(null=True)),
                ("draft_id", models.UUIDField(null=True)),
                ("question", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("state", models.CharField(default="asked", max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "adviser_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sending_agency_id", models.UUIDField()),
                ("receiving_agency_id", models.UUIDField()),
                ("text", models.TextField()),
                ("reason", models.TextField()),
                ("corrected_at", models.DateTimeField()),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="sharing.discloseditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionReceipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sending_agency_id", models.UUIDField()),
                ("receiving_agency_id", models.UUIDField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("seen_by_id", models.UUIDField(null=True)),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="sharing.correction"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("idempotency_key", models.UUIDField(unique=True)),
                ("outcome", models.CharField(max_length=12)),
                ("reasons", models.TextField()),
                ("tests", models.JSONField(default=dict)),
                ("advice", models.JSONField(default=dict)),
                ("rules_version", models.CharField(blank=True, max_length=80)),
                ("departs_from_advice", models.BooleanField(default=False)),
                ("departure_reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.contact",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("idempotency_key", models.UUIDField(unique=True)),
                ("purpose", models.CharField(max_length=40)),
                ("covering_note", models.TextField(blank=True)),
                ("channel", models.CharField(default="here", max_length=16)),
                ("state", models.CharField(default="sent", max_length=12)),
                ("sent_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("received_by_id", models.UUIDField(null=True)),
                ("recalled_at", models.DateTimeField(null=True)),
                ("recalled_reason", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="sharing.decision",
                    ),
                ),
                (
                    "receiving_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sending_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="discloseditem",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="sharing.disclosure"
            ),
        ),
        migrations.CreateModel(
            name="InformationRequest",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("idempotency_key", models.UUIDField(unique=True)),
                ("asked_at", models.DateTimeField()),
                ("purpose", models.CharField(max_length=40)),
                ("purpose_text", models.TextField()),
                ("legal_basis", models.CharField(max_length=40)),
                ("level", models.CharField(max_length=24)),
                ("period_from", models.DateField(null=True)),
                ("period_to", models.DateField(null=True)),
                ("due_at", models.DateTimeField()),
                ("family_knows", models.CharField(max_length=12)),
                ("family_note", models.TextField(blank=True)),
                ("handling", models.TextField(blank=True)),
                ("state", models.CharField(default="asked", max_length=20)),
                ("opened_at", models.DateTimeField(null=True)),
                ("opened_by_id", models.UUIDField(null=True)),
                ("accountable_id", models.UUIDField(null=True)),
                ("chased_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                ("escalated_reason", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "asked_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asking_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="information_requests",
                        to="cases.enquiry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactFinding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("draft_id", models.UUIDField(null=True)),
                ("answers", models.JSONField(default=dict)),
                ("advice", models.JSONField(default=dict)),
                ("rules_version", models.CharField(blank=True, max_length=80)),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.informationrequest",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="disclosure",
            name="information_request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="disclosures",
                to="sharing.informationrequest",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="information_request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="sharing.informationrequest",
            ),
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("asking_agency_id", models.UUIDField()),
                ("asked_agency_id", models.UUIDField()),
                ("idempotency_key", models.UUIDField(unique=True)),
                ("written_at", models.DateTimeField()),
                ("text", models.TextField()),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="sharing.informationrequest",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Openness",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("told", models.CharField(max_length=12)),
                ("whom", models.CharField(blank=True, max_length=160)),
                ("how", models.CharField(blank=True, max_length=160)),
                ("notice", models.JSONField(default=dict)),
                ("not_now_reason", models.TextField(blank=True)),
                ("look_again_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openness", to="sharing.decision"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="sharing.informationrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestSubject",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField(null=True)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("born_on", models.DateField(null=True)),
                ("birth_accuracy", models.CharField(blank=True, max_length=3)),
                ("due_on", models.DateField(null=True)),
                ("relation", models.CharField(max_length=40)),
                ("record_ids", models.JSONField(default=list)),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subjects",
                        to="sharing.informationrequest",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="discloseditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["fact", "report", "allegation", "opinion"])),
                name="item_says_what_kind_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="decision_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("departs_from_advice", False), models.Q(("departure_reason", ""), _negated=True), _connector="OR"
                ),
                name="departure_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="openness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told", "not_yet"), _negated=True),
                    models.Q(models.Q(("not_now_reason", ""), _negated=True), ("look_again_on__isnull", False)),
                    _connector="OR",
                ),
                name="not_telling_has_a_reason_and_a_review",
            ),
        ),
    ]
