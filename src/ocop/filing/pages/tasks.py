"""Lines of “Việc cần làm” that come from a person's own dossiers."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ocop.dossiers.models import DossierState
from ocop.dossiers.states import WITH_RESULT
from ocop.filing.queries.own_dossiers import WAITING_FOR_PRODUCER, OwnDossier, own_dossiers
from ocop.people.models import UserAccount
from ocop.people.tasks import Task
from ocop.producers.queries import producers_acted_for
from ocop.products.models import Product


def producer_tasks(user: UserAccount) -> list[Task]:
    """What a producer should do next: answer a request, finish a draft, open a dossier, or wait."""
    today = timezone.localdate()
    rows = own_dossiers(user, on=today)
    asked = [row for row in rows if row.dossier.state in WAITING_FOR_PRODUCER[1:]]
    drafts = [row for row in rows if row.dossier.state == DossierState.DRAFT]
    filed = [row for row in rows if row.dossier.state not in (*WAITING_FOR_PRODUCER, *WITH_RESULT)]
    tasks = [
        Task(f"Hoàn thiện hồ sơ {row.dossier.product.name}", dossier_href(row), _asked_by(row), row.due_on)
        for row in asked
    ]
    tasks += [Task(f"Soạn tiếp hồ sơ {row.dossier.product.name}", dossier_href(row), row.progress) for row in drafts]
    tasks += [
        Task(f"Lập hồ sơ cho {product.name}", reverse("filing:start", args=[product.pk]), "Chưa có hồ sơ đánh giá")
        for product in _products_without_dossier(user)
    ]
    tasks += [
        Task(
            row.dossier.product.name,
            dossier_href(row),
            row.dossier.get_state_display(),
            row.dossier.due_on,
            kind="wait",
            working=row.working,
        )
        for row in filed
    ]
    return tasks


def dossier_href(row: OwnDossier) -> str:
    """Where the producer goes on with a dossier: its page, or the request to answer."""
    name = "filing:detail" if row.dossier.state not in WAITING_FOR_PRODUCER[1:] else "filing:supplement"
    return reverse(name, args=[row.dossier.pk])


def _asked_by(row: OwnDossier) -> str:
    return "Xã yêu cầu" if row.dossier.state == DossierState.COMMUNE_SUPPLEMENT else "Tỉnh yêu cầu"


def _products_without_dossier(user: UserAccount) -> QuerySet[Product]:
    own = Product.objects.filter(producer__in=producers_acted_for(user), set_number__isnull=False)
    return own.exclude(Q(dossiers__isnull=False) | ~Q(product_code="")).order_by("pk")
