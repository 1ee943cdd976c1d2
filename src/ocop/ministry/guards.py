"""The database itself refuses to change what was sent to the ministry, its place in the register, and a request that was answered."""

from ocop.ledger.freezing import Frozen, guards

from .models import SubmissionPackage

REGISTERED = ("received_on", "received_by_id", "register_year", "register_sequence")

GUARDS = guards(
    Frozen(
        "ministry_submissionpackage",
        "a package that was sent never changes",
        columns=tuple(
            one.attname
            for one in SubmissionPackage._meta.concrete_fields
            if not one.primary_key and one.attname not in REGISTERED
        ),
        once=REGISTERED,
        keys=("dossier_id, approval_id", "register_year, register_sequence"),
    ),
    Frozen(
        "ministry_completionrequest",
        "an answered request never changes",
        when="{row}.answered_at IS NOT NULL",
        keys=("package_id WHERE {row}.answered_at IS NULL",),
    ),
    Frozen(
        "ministry_redorequest",
        "a request that was reported on never changes",
        when="{row}.reported_at IS NOT NULL",
        keys=("round_id, letter_number, letter_on",),
    ),
    Frozen("ministry_redodossier", "what the chair ordered never changes", keys=("request_id, dossier_id",)),
)
