"""The main pages of the demonstration: a name, who looks at it, and its address in the data at hand."""

from dataclasses import dataclass

from django.urls import reverse

from ocop.advisory.models import AdvisoryGroup, AdvisoryReport
from ocop.councils.models import AgendaItem, CouncilMeeting
from ocop.dossiers.models import Dossier
from ocop.people.models import UserAccount
from ocop.recognition.models import Certificate
from ocop.territory.models import UnitMappingCase
from ocop.vietnamese import slug

TAY_NINH = "80/"


@dataclass(frozen=True)
class MainPage:
    """One page to look at."""

    name: str
    account: str
    address: str


def main_pages() -> list[MainPage]:
    """Every page worth a look, in the order of the journey."""
    rows = [*_public(), *_producer(), *_commune(), *_province(), *_advisory(), *_council(), *_decision(), *_others()]
    return [MainPage(*row) for row in rows]


def _dossier(state: str) -> Dossier:
    found = Dossier.objects.filter(state=state, unit_path__startswith=TAY_NINH, is_demo=True).order_by("pk")
    return found[0]


def _public() -> list[tuple[str, str, str]]:
    certificate = Certificate.objects.filter(product__name="Trà sen Bà Đen").select_related("product").get()
    product = certificate.product
    return [
        ("portal-home", "", reverse("portal:home")),
        ("portal-home-en", "", "/en/"),
        ("search", "", reverse("portal:search") + "?q=tra"),
        ("search-cards", "", reverse("portal:search") + "?q=tra&kieu=the"),
        ("search-nothing", "", reverse("portal:search") + "?q=khongcogi"),
        ("product", "", reverse("portal:product", args=[slug(product.name), product.pk])),
        ("portal-producer", "", reverse("portal:producer", args=[product.producer_id])),
        ("scan", "", reverse("scan", args=[certificate.token])),
        ("scan-unknown", "", "/q/khong-co"),
        ("about", "", reverse("portal:about")),
        ("api-docs", "", reverse("portal:api_docs")),
        ("sign-in", "", reverse("account_login")),
        ("sign-up", "", reverse("account_signup")),
        ("sheets", "", reverse("criteria:list")),
        ("sheet-11", "", reverse("criteria:sheet", args=[11])),
        ("sheet-11-en", "", "/en" + reverse("criteria:sheet", args=[11])),
        ("ui", "", reverse("web:guide")),
        ("not-found", "", "/khong-co-trang-nay/"),
    ]


def _producer() -> list[tuple[str, str, str]]:
    draft, asked, filed = (_dossier(state) for state in ("draft", "commune_supplement", "submitted"))
    criterion = reverse("filing:criterion", args=[draft.pk, "1.5"])
    return [
        ("producer-home", "chuthe", reverse("web:home")),
        ("producer-list", "chuthe", reverse("producers:list")),
        ("producer-detail", "chuthe", reverse("producers:detail", args=[draft.producer_id])),
        ("producer-form", "chuthe", reverse("producers:edit", args=[draft.producer_id])),
        ("delegations", "chuthe", reverse("producers:delegations", args=[draft.producer_id])),
        ("product-set", "chuthe", reverse("products:create", args=[draft.producer_id])),
        ("product-form", "chuthe", reverse("products:create", args=[draft.producer_id]) + "?bo=11"),
        ("product-detail", "chuthe", reverse("products:detail", args=[draft.product_id])),
        ("dossiers", "chuthe", reverse("filing:list")),
        ("task-list", "chuthe", reverse("filing:detail", args=[draft.pk])),
        ("registration", "chuthe", reverse("filing:registration", args=[draft.pk])),
        ("general", "chuthe", reverse("filing:general_group", args=[draft.pk, "co-so"])),
        ("assessment", "chuthe", reverse("filing:assessment", args=[draft.pk])),
        ("criterion", "chuthe", criterion),
        ("evidence", "chuthe", reverse("filing:evidence_upload", args=[draft.pk])),
        ("check", "chuthe", reverse("filing:check", args=[draft.pk])),
        ("receipt", "chuthe", reverse("filing:submitted", args=[filed.pk])),
        ("supplement", "chuthe", reverse("filing:supplement", args=[asked.pk])),
        ("filed", "chuthe", reverse("filing:detail", args=[filed.pk])),
        ("result", "chuthe", reverse("recognition:result", args=[_dossier("recognised").pk])),
    ]


def _commune() -> list[tuple[str, str, str]]:
    review, filed = _dossier("commune_review"), _dossier("submitted")
    assessed = _dossier("commune_assessed")
    return [
        ("commune-home", "canboxa", reverse("web:home")),
        ("commune-queue", "canboxa", reverse("reviewing:commune_queue")),
        ("review-new", "canboxa", reverse("reviewing:review", args=[filed.pk])),
        ("review", "canboxa", reverse("reviewing:review", args=[review.pk])),
        ("ask-supplement", "canboxa", reverse("reviewing:request_supplement", args=[review.pk])),
        ("form-03", "canboxa", reverse("reviewing:commune_assessment", args=[review.pk])),
        ("propose", "chutichxa", reverse("reviewing:propose", args=[assessed.pk])),
    ]


def _province() -> list[tuple[str, str, str]]:
    case = UnitMappingCase.objects.filter(province__path=TAY_NINH, resolved_at=None).order_by("pk").first()
    extra = [("mapping-case", "canbotinh", reverse("importing:resolve_case", args=[case.pk]))] if case else []
    return [
        ("province-home", "canbotinh", reverse("web:home")),
        ("province-queue", "canbotinh", reverse("reviewing:province_queue")),
        ("province-review", "canbotinh", reverse("reviewing:review", args=[_dossier("province_review").pk])),
        ("rounds", "canbotinh", reverse("reviewing:rounds")),
        ("extra-round", "canbotinh", reverse("reviewing:extra_round")),
        ("mapping-queue", "canbotinh", reverse("importing:mapping_queue")),
        *extra,
    ]


def _advisory() -> list[tuple[str, str, str]]:
    group = AdvisoryGroup.objects.get(unit_path=TAY_NINH)
    at_work = AdvisoryReport.objects.filter(group=group, signed_at=None).order_by("pk")[0].dossier_id
    signed = AdvisoryReport.objects.filter(group=group, signed_at__isnull=False).order_by("-pk")[0].dossier_id
    return [
        ("advisory-home", "totruong", reverse("web:home")),
        ("advisory-list", "totruong", reverse("advisory:reviews")),
        ("advisory-review", "totruong", reverse("advisory:review", args=[at_work])),
        ("advisory-report", "totuvan", reverse("advisory:report", args=[at_work])),
        ("advisory-survey", "totuvan", reverse("advisory:survey", args=[at_work])),
        ("advisory-signed", "totruong", reverse("advisory:review", args=[signed])),
        ("advisory-group", "canbotinh", reverse("advisory:group", args=[group.pk])),
    ]


def _council() -> list[tuple[str, str, str]]:
    meeting = CouncilMeeting.objects.filter(council__unit_path=TAY_NINH, state="open").order_by("pk")[0]
    over = CouncilMeeting.objects.filter(council__unit_path=TAY_NINH, state="closed").order_by("pk")[0]
    items = AgendaItem.objects.filter(meeting=meeting)
    opened, closed = items.get(state="open"), items.exclude(state__in=["open", "waiting"])[0]
    member = _still_scoring(opened)
    return [
        ("meetings", "thuky", reverse("councils:meetings")),
        ("meeting-form", "thuky", reverse("councils:meeting_create")),
        ("agenda", "thuky", reverse("councils:agenda", args=[meeting.pk])),
        ("attendance", "thuky", reverse("councils:attendance", args=[meeting.pk])),
        ("board-secretary", "thuky", reverse("councils:meeting", args=[meeting.pk])),
        ("council-home", "chutichhoidong", reverse("web:home")),
        ("board", "chutichhoidong", reverse("councils:meeting", args=[meeting.pk])),
        ("item", "chutichhoidong", reverse("councils:item", args=[opened.pk])),
        ("close", "chutichhoidong", reverse("councils:close_item", args=[opened.pk])),
        ("council-result", "chutichhoidong", reverse("councils:result", args=[closed.pk])),
        ("projector", "chutichhoidong", reverse("councils:result", args=[closed.pk]) + "?trinh-chieu=1"),
        ("settle", "chutichhoidong", reverse("councils:agreed", args=[closed.pk])),
        ("report", "chutichhoidong", reverse("councils:report", args=[over.pk])),
        ("score", member, reverse("councils:score", args=[opened.pk])),
        ("seal", member, reverse("councils:seal", args=[opened.pk])),
        ("my-sheets", "thanhvien", reverse("councils:my_sheets")),
    ]


def _still_scoring(item: AgendaItem) -> str:
    """A member who has not sent the sheet yet."""
    sent = item.sheets.filter(sealed_at__isnull=False).values("member__account")
    seats = UserAccount.objects.filter(council_memberships__council=item.meeting.council).exclude(pk__in=sent)
    return str(seats.filter(council_memberships__capacity="council_member").order_by("-pk")[0].username)


def _decision() -> list[tuple[str, str, str]]:
    certificate = Certificate.objects.filter(product__name="Trà sen Bà Đen").get()
    pending = Dossier.objects.filter(state="decision_pending", unit_path__startswith="42/").order_by("pk")[0]
    choice = f"?viec=recognise&ho_so={pending.pk}"
    decision = certificate.decision_id
    pages = [
        ("decision-queue-office", "canbotinh", reverse("recognition:queue")),
        ("radar-commune", "canboxa", reverse("web:radar")),
        ("radar-province", "canbotinh", reverse("web:radar")),
        ("radar-ministry", "canbobo", reverse("web:radar")),
        ("decision-queue", "chutichtinh-hatinh", reverse("recognition:queue")),
        ("decide", "chutichtinh-hatinh", reverse("recognition:decide") + choice),
        ("certificate", "chuthe", reverse("recognition:certificate", args=[certificate.pk])),
        ("ministry-home", "canbobo", reverse("web:home")),
        ("ministry-queue", "canbobo", reverse("recognition:ministry_queue")),
        ("minister-home", "botruong", reverse("web:home")),
        ("chair-home", "chutichtinh", reverse("web:home")),
    ]
    return (
        [
            *pages,
            ("decision", "chutichtinh", reverse("recognition:decision", args=[decision])),
            ("correct", "chutichtinh", reverse("recognition:correct", args=[decision])),
        ]
        if decision
        else pages
    )


def _others() -> list[tuple[str, str, str]]:
    officer = UserAccount.objects.get(username="canboxa")
    return [
        ("account", "chuthe", reverse("people:account")),
        ("roles", "quantri", reverse("people:assignments")),
        ("person", "quantri", reverse("people:person", args=[officer.pk])),
        ("ledger", "quantri", reverse("ledger:entries")),
        ("units", "quantri", reverse("territory:list")),
        ("unit", "quantri", reverse("territory:province", args=["80"])),
        ("two-factor", "quantri", reverse("mfa_index")),
        ("password", "quantri", reverse("account_change_password")),
        ("refused", "canboxa", reverse("ledger:entries")),
    ]
