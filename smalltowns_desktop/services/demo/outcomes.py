"""What the demo congress is asked for and what comes of it: requests, agreements and their commitments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from smalltowns_desktop.domain.ids import ActivityId, AgreementId, CommitmentId, KeySource, RequestId, SiteId
from smalltowns_desktop.domain.model import (
    Agreement,
    AgreementKind,
    AgreementSignatory,
    AgreementStatus,
    Commitment,
    Delegation,
    OfficerPart,
    Request,
)
from smalltowns_desktop.services.demo.draft import Draft, Rank, Unit
from smalltowns_desktop.services.demo.people import People
from smalltowns_desktop.services.demo.places import Places

OPEN_REQUESTS = 2
"""Requests of each group that no visit meets yet."""
_REASONS = ("обмен опытом", "хотят договориться о поставках", "просили ещё в прошлом году", "")
_SUBJECTS = (
    ("о сотрудничестве в культуре: обмен программами", "Провести дни культуры", "Обменяться выставками"),
    ("о ремёслах: общие мастерские", "Открыть общую мастерскую", "Принять мастеров на ярмарку"),
    ("о поставках продукции", "Согласовать список товаров", "Открыть торговый ряд"),
    ("о туристическом маршруте", "Составить общий маршрут", "Издать путеводитель"),
    ("о дружбе школ", "Провести урок дружбы", "Обменяться группами школьников"),
)


@dataclass(frozen=True, slots=True)
class Outcomes:
    agreements: tuple[Agreement, ...]
    signatories: tuple[AgreementSignatory, ...]
    commitments: tuple[Commitment, ...]


def build_requests(
    drafts: Sequence[Draft], units: Sequence[Unit], places: Places, ids: KeySource, random: Random
) -> list[Request]:
    """Nearly every visit was asked for; and each group asks for sites that it does not see yet."""
    seen: dict[str, list[SiteId]] = {}
    for draft in drafts:
        if draft.rank is Rank.VISIT and draft.site is not None:
            seen.setdefault(draft.units[0].group, []).append(draft.site)
    every = [site for site, model in places.models.items() if "shows" in model]
    requests = []
    for unit in units:
        met = dict.fromkeys(seen.get(unit.group, ()))
        requests += [_request(unit, site, ids, random) for site in met if random.random() < 0.85]
        pool = every if len(every) <= 40 else random.sample(every, 40)
        unmet = [site for site in pool if site not in met]
        requests += [_request(unit, site, ids, random) for site in random.sample(unmet, min(OPEN_REQUESTS, len(unmet)))]
    return requests


def _request(unit: Unit, site: SiteId, ids: KeySource, random: Random) -> Request:
    return Request(
        id=RequestId(ids()),
        site_id=site,
        delegation_id=unit.delegation if unit.whole else None,
        group_id=None if unit.whole else unit.group,
        weight=random.choice((3, 4, 5, 5, 5, 6, 7, 8, 9)),
        note=random.choice(_REASONS),
    )


def build_outcomes(
    people: People, host: str, ceremony: ActivityId | None, last_day: date, ids: KeySource, random: Random
) -> Outcomes:
    """The papers of the closing: a resolution and a road map of all, an agreement of youth parliaments, an accession,
    and agreements of two towns each. They are not signed yet."""
    agreements: list[Agreement] = []
    signatories: list[AgreementSignatory] = []
    commitments: list[Commitment] = []
    if not people.delegations:
        return Outcomes((), (), ())
    for title, kind, delegations, tasks in _papers(people.delegations, random):
        status = random.choice((AgreementStatus.AGREED, AgreementStatus.AGREED, AgreementStatus.DRAFT))
        parties = tuple(dict.fromkeys([host, *(delegation.name for delegation in delegations)]))
        agreement = Agreement(AgreementId(ids()), title, kind, parties, ceremony, len(parties), status)
        agreements.append(agreement)
        heads = (people.officer(delegation.id, OfficerPart.HEAD) for delegation in delegations)
        signatories += [AgreementSignatory(agreement.id, head) for head in heads if head is not None]
        for number, task in enumerate(tasks):
            due = last_day + timedelta(days=60 * (number + 1) + 30)
            commitments.append(Commitment(CommitmentId(ids()), agreement.id, task, parties[number % len(parties)], due))
    return Outcomes(tuple(agreements), tuple(signatories), tuple(commitments))


def _papers(
    delegations: Sequence[Delegation], random: Random
) -> Iterator[tuple[str, AgreementKind, Sequence[Delegation], tuple[str, ...]]]:
    some = delegations[: min(8, len(delegations))]
    yield "Резолюция съезда", AgreementKind.RESOLUTION, some, ("Разослать резолюцию участникам",)
    yield (
        "Дорожная карта малых городов",
        AgreementKind.ROAD_MAP,
        some,
        ("Составить планы рабочих групп", "Провести отчёт рабочих групп", "Подготовить следующий съезд"),
    )
    yield (
        "Соглашение объединений молодёжных парламентов",
        AgreementKind.AGREEMENT,
        delegations[:2],
        ("Провести общую сессию парламентов", "Открыть школу молодого депутата"),
    )
    yield (
        "Присоединение Вороновского района",
        AgreementKind.ACCESSION,
        delegations[:1],
        ("Назначить координатора района",),
    )
    pairs = min(len(delegations) // 2, 8)
    for number in range(pairs):
        first, second = delegations[2 * number], delegations[2 * number + 1]
        subject, *tasks = _SUBJECTS[(number + random.randrange(2)) % len(_SUBJECTS)]
        title = f"{first.name} и {second.name}: соглашение {subject}"
        yield title, AgreementKind.AGREEMENT, (first, second), tuple(tasks)
