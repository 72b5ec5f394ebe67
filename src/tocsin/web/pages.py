"""The pages: read the store, fill a template."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tocsin.alerts.acts import Act, standing
from tocsin.alerts.channels import to_atom
from tocsin.alerts.render import safe_url
from tocsin.days import day_after
from tocsin.errors import NotFound
from tocsin.following import carriers, grades
from tocsin.pipeline import Picture, look, subject_in, write_brief
from tocsin.records import Alert, Article, Incident, Level
from tocsin.ringing import acts
from tocsin.search import origins_of
from tocsin.store import Store, queries
from tocsin.store.codec import decode
from tocsin.store.queries import Wanted
from tocsin.store.store import END_OF_TIME
from tocsin.web import pages_more, pages_search, views
from tocsin.web.charts import line
from tocsin.web.marked import paragraphs
from tocsin.web.request import AsOf, OpenStore, day_in
from tocsin.web.show import show
from tocsin.web.show_day import day_of

PAGE = 100
CHART_DAYS = 90
MOST_HAPPENINGS = 150
MOST_QUOTED = 50
MOST_SUBJECTS, MOST_RECENT = 100, 60

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
router.include_router(pages_search.router)
router.include_router(pages_more.router)


@router.get("/")
def world(
    request: Request, store: OpenStore, as_of: AsOf, day: Annotated[str | None, Query(max_length=40)] = None
) -> HTMLResponse:
    """The watch list, the days, the map and the last two weeks' incidents; `day` is `as_of` by its other name."""
    now = _now(store, day_in(day) or as_of)
    since = day_after(now.day, -views.RECENT_DAYS)
    # Some of the newest did not happen (plans, fears): ask for more than are shown.
    lately = store.incidents(as_of=now.day, since=since, until=now.day, newest=True, limit=4 * MOST_RECENT)
    shown = views.recent(lately, now.day)
    days = views.slider(store, now.day)
    return show(
        "world.html",
        request,
        now.day,
        here="world",
        rows=views.watch_list(store, now, MOST_SUBJECTS),
        subjects=len({reading.subject for reading in now.readings}),
        happenings=views.happenings(store, shown[:MOST_RECENT], now.day),
        more=len(shown) > MOST_RECENT or len(lately) == 4 * MOST_RECENT,
        first=_first(store),
        days=days,
        before=day_after(now.day, -1) if days and days[0].day < now.day else "",
        after=day_after(now.day) if days and days[-1].day > now.day else "",
    )


def _now(store: Store, as_of: str | None) -> Picture:
    """Return the picture of a day without its incidents, which each page asks for by itself."""
    day = day_of(store, as_of)
    kept = store.day(day)
    if kept is None:
        return replace(look(store, day), incidents=())
    readings, forecasts, alerts = kept
    return Picture(day, (), tuple(readings), tuple(forecasts), tuple(alerts))


def _done(store: Store, day: str, as_of: str | None) -> list[Act]:
    """Return what people had done about alerts by `day`; all of it where no day is asked for."""
    return [act for act in acts(store) if act.at[:10] <= day or not as_of]


def _first(store: Store) -> str | None:
    return next((day for day, _ in store.days() if day < END_OF_TIME), None)


@router.get("/pair/{slug}")
def pair(request: Request, store: OpenStore, slug: str, as_of: AsOf) -> HTMLResponse:
    """One pair or country: tension, outlook, drivers, incidents."""
    now = _now(store, as_of)
    subject = subject_in(now, slug)
    past = views.series(store, subject, now.day, CHART_DAYS)
    tension = next((r for r in now.readings if r.subject == subject and r.measure == "tension"), None)
    forecasts = [f for f in now.forecasts if f.subject == subject]
    # One more than is shown tells whether there are more; the timeline looks no further back than the chart does.
    newest = store.incidents(pair=slug, as_of=now.day, newest=True, limit=MOST_HAPPENINGS + 1)
    own = list(newest)
    drivers = forecasts[0].drivers if forecasts else ()
    told = {one for driver in drivers for one in driver.incidents}  # drivers lead to their incidents on the page
    quoted = [one for n, one in enumerate(own) if n < MOST_QUOTED or one.id in told]
    shown = views.happenings(store, quoted, now.day)
    alert = next((a for a in now.alerts if a.subject == subject), None)
    return show(
        "pair.html",
        request,
        now.day,
        name=views.name_of(subject),
        slug=views.slug(subject),
        calm=Level.CALM,
        alert=alert,
        said=standing(_done(store, now.day, as_of), alert) if alert else (),
        chart=line([r.value for r in past], tension.baseline if tension else 0.0, 900, 220, 6),
        first_day=past[0].day if past else "",
        readings=[r for r in now.readings if r.subject == subject],
        forecasts=forecasts,
        fan=views.outlook_fan(forecasts),
        timeline=views.acts_of(own, subject, now.day, CHART_DAYS),
        disputes=views.disputes(own)[:MOST_HAPPENINGS],
        drivers=drivers,
        happened=[h for h in shown if h.incident.happened],
        imagined=[h for h in shown if not h.incident.happened],
        more=len(newest) > len(quoted),
    )


@router.get("/brief/{slug}")
def brief(request: Request, store: OpenStore, slug: str, as_of: AsOf) -> HTMLResponse:
    """The cited brief on a pair or country."""
    now = _now(store, as_of)
    subject = subject_in(now, slug)
    return show(
        "brief.html",
        request,
        now.day,
        name=views.name_of(subject),
        brief=write_brief(store, slug, now.day, html=True),
    )


@router.get("/incident/{incident_id}")
def incident(request: Request, store: OpenStore, incident_id: str, as_of: AsOf) -> HTMLResponse:
    """One happening: claims, denials, quotations, revisions."""
    history = [r for r in store.incident_history(incident_id) if as_of is None or (r.known_at or "")[:10] <= as_of]
    if not history:
        raise NotFound("incident known by then", incident_id, [], where=as_of or "")
    newest = history[-1]
    return show(
        "incident.html",
        request,
        day_of(store, as_of),
        incident=newest,
        history=history,
        carriers=carriers(store, newest),
        quotes=views.happenings(store, [newest], as_of)[0].quotes,
    )


@router.get("/article/{article_id}")
def article(request: Request, store: OpenStore, article_id: str) -> HTMLResponse:
    """One article with its coded spans marked."""
    found = store.article(article_id)
    events = views.with_homes(store, store.events(article=article_id))
    origin = origins_of(store, [article_id]).get(article_id, found.origin)
    return show(
        "article.html",
        request,
        (found.known_at or "")[:10],
        article=found,
        events=events,
        origin=origin,
        grade=grades(store).of(found),
        link=safe_url(found.url),
        originals=[link for link in map(safe_url, found.links) if link],
        paragraphs=paragraphs(found.text, events),
        here="articles",
    )


@router.get("/articles")
def articles(
    request: Request, store: OpenStore, as_of: AsOf, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> HTMLResponse:
    """All articles, newest first."""
    wanted = Wanted(as_of=as_of or "", limit=PAGE + 1, offset=(page - 1) * PAGE, newest=True)
    rows = [decode(Article, row[0]) for row in store.query(*queries.articles(wanted))]
    return show(
        "articles.html",
        request,
        day_of(store, as_of),
        articles=rows[:PAGE],
        origins=origins_of(store, [a.id for a in rows]),
        page=page,
        more=len(rows) > PAGE,
        here="articles",
    )


@router.get("/alerts")
def alerts(request: Request, store: OpenStore, as_of: AsOf) -> HTMLResponse:
    """What rings on a day, the loudest first."""
    now = _now(store, as_of)
    done = _done(store, now.day, as_of)
    rung = sorted(now.alerts, key=lambda a: (-a.level, a.subject))
    cited = {i.id: i for i in store.incidents_by_id(sorted({key for a in rung for key in a.because}), as_of=now.day)}
    return show(
        "alerts.html",
        request,
        now.day,
        here="alerts",
        alerts=[(a, standing(done, a), views.happenings(store, _cited(a, cited), now.day)) for a in rung],
        names=views.name_of,
    )


def _cited(alert: Alert, cited: dict[str, Incident]) -> list[Incident]:
    return [cited[key] for key in alert.because if key in cited][:3]


@router.get("/alerts/{alert_id}")
def alert(store: OpenStore, alert_id: str) -> RedirectResponse:
    """An alert's own address: the page of its pair or country on its day."""
    found = store.alert(alert_id)
    return RedirectResponse(f"/pair/{views.slug(found.subject)}?as_of={found.day}", 303)


@router.get("/alerts.atom")
def alerts_feed(request: Request, store: OpenStore, as_of: AsOf) -> Response:
    """What rings on a day, as an Atom feed."""
    site = f"{request.url.scheme}://{request.url.netloc}"
    return Response(to_atom(_now(store, as_of).alerts, site), media_type="application/atom+xml")


@router.get("/about")
def about(request: Request, store: OpenStore) -> HTMLResponse:
    """How to read levels, probabilities and status."""
    return show("about.html", request, day_of(store, None), here="about")
