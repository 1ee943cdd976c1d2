"""The gatekeeper of files: which file of a dossier a reader may have, as it was when it was filed.

The producer's side has everything. Everybody else reads what was filed: the officers of commune and province every filed revision,
because they compare a supplement with what it replaced; council, advisory group and ministry the newest one. A file taken out
before filing, or added since, does not exist for them. Whether a person may read the dossier at all is asked by the room first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from ocop.dossiers.models import Dossier, DossierSnapshot
from ocop.dossiers.queries.access import COMMUNE_ROLES, PROVINCE_ROLES
from ocop.dossiers.rules import acts_for
from ocop.files.storing import EVIDENCE
from ocop.people.models import UserAccount
from ocop.people.rights import holds_any


@dataclass(frozen=True)
class ReadableFile:
    """A file that this reader may have: where its content lies, and what it is called."""

    sha256: str
    name: str
    media_type: str
    folder: str = EVIDENCE  # of the store


def get_file_for(user: UserAccount, dossier: Dossier, evidence_pk: int) -> ReadableFile:
    """Return a file of a dossier that the person may read; raises ``Http404`` for every other id."""
    if acts_for(user, dossier.producer):
        row = dossier.evidence.filter(pk=evidence_pk).first()
        if row is not None:
            return ReadableFile(row.sha256, row.original_name, row.media_type)
    for content in _filed_for(user, dossier):
        for filed in content["evidence"]:
            if filed["id"] == evidence_pk:
                return ReadableFile(filed["sha256"], filed["original_name"], filed["media_type"])
    raise Http404


def _filed_for(user: UserAccount, dossier: Dossier) -> Iterator[Mapping[str, Any]]:
    """The filed contents a person reads, the newest first."""
    filed = DossierSnapshot.objects.filter(dossier=dossier).order_by("-revision").values_list("content", flat=True)
    every = holds_any(user, (*COMMUNE_ROLES, *PROVINCE_ROLES), dossier.unit_path)
    return iter(filed if every else filed[:1])
