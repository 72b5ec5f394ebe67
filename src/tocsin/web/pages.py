"""The pages: read the store, fill a template."""

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader

from tocsin.alerts.channels import to_atom
from tocsin.alerts.render import safe_url
from tocsin.errors import NotFound
from tocsin.pipeline import look, subject_in, write_brief
from tocsin.records import Level
from tocsin.store import Store
from tocsin.store.store import END_OF_TIME
from tocsin.web import views
from tocsin.web.charts import line
from tocsin.web.marked import paragraphs
from tocsin.web.request import AsOf, OpenStore

HERE = Path(__file__).parent
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
PAGE = 100
CHART_DAYS = 90

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def _vendor() -> bool:
    return (HERE / "static" / "vendor" / "maplibre-gl-csp.js").exists()


def _show(template: str, request: Request, day: str, **values: Any) -> HTMLResponse:
    asked = request.query_params.get("as_of")
    query = f"?as_of={day}" if asked else ""
    return HTMLResponse(TEMPLATES.get_template(template).render(day=day, as_of_query=query, vendor=_vendor(), **values))


def error_page(_request: Request, message: str) -> str:
    """Return the page that says why something is not here."""
    return TEMPLATES.get_template("error.html").render(message=message, day="", as_of_query="", vendor=False)


@router.get("/")
def world(request: Request, store: OpenStore, as_of: AsOf) -> HTMLResponse:
    """The watch list, the map and the last two weeks' incidents."""
    now = look(store, as_of)
    shown = views.recent(now.incidents, now.day)
    return _show(
        "world.html",
        request,
        now.day,
        here="world",
        rows=views.watch_list(store, now),
        happenings=views.happenings(store, shown, now.day),
        first=_first(store),
    )


def _first(store: Store) -> str | None:
    return next((day for day, _ in store.days() if day < END_OF_TIME), None)


@router.get("/pair/{slug}")
def pair(request: Request, store: OpenStore, slug: str, as_of: AsOf) -> HTMLResponse:
    """One pair or country: tension, outlook, drivers, incidents."""
    now = look(store, as_of)
    subject = subject_in(now, slug)
    past = views.series(store, subject, now.day, CHART_DAYS)
    tension = next((r for r in now.readings if r.subject == subject and r.measure == "tension"), None)
    forecasts = [f for f in now.forecasts if f.subject == subject]
    shown = views.happenings(store, views.of_subject(now.incidents, subject), now.day)
    return _show(
        "pair.html",
        request,
        now.day,
        name=views.name_of(subject),
        slug=views.slug(subject),
        calm=Level.CALM,
        alert=next((a for a in now.alerts if a.subject == subject), None),
        chart=line([r.value for r in past], tension.baseline if tension else 0.0, 900, 220, 6),
        first_day=past[0].day if past else "",
        readings=[r for r in now.readings if r.subject == subject],
        forecasts=forecasts,
        drivers=forecasts[0].drivers if forecasts else (),
        happened=[h for h in shown if h.incident.happened],
        imagined=[h for h in shown if not h.incident.happened],
    )


@router.get("/brief/{slug}")
def brief(request: Request, store: OpenStore, slug: str, as_of: AsOf) -> HTMLResponse:
    """The cited brief on a pair or country."""
    now = look(store, as_of)
    subject = subject_in(now, slug)
    return _show(
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
    return _show(
        "incident.html",
        request,
        as_of or look(store).day,
        incident=newest,
        history=history,
        quotes=views.happenings(store, [newest], as_of)[0].quotes,
    )


@router.get("/article/{article_id}")
def article(request: Request, store: OpenStore, article_id: str) -> HTMLResponse:
    """One article with its coded spans marked."""
    found = store.article(article_id)
    events = views.with_homes(store, store.events(article=article_id))
    origin = store.copies().get(article_id, (found.origin, ""))[0]
    return _show(
        "article.html",
        request,
        (found.known_at or "")[:10],
        article=found,
        events=events,
        origin=origin,
        link=safe_url(found.url),
        paragraphs=paragraphs(found.text, events),
        here="articles",
    )


@router.get("/articles")
def articles(
    request: Request, store: OpenStore, as_of: AsOf, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> HTMLResponse:
    """All articles, newest first."""
    rows = list(store.articles(as_of=as_of))[::-1]
    start = (page - 1) * PAGE
    return _show(
        "articles.html",
        request,
        as_of or look(store).day,
        articles=rows[start : start + PAGE],
        copies=store.copies(),
        page=page,
        more=len(rows) > start + PAGE,
        here="articles",
    )


@router.get("/alerts")
def alerts(request: Request, store: OpenStore, as_of: AsOf) -> HTMLResponse:
    """What rings on a day, the loudest first."""
    now = look(store, as_of)
    return _show(
        "alerts.html",
        request,
        now.day,
        here="alerts",
        alerts=sorted(now.alerts, key=lambda a: (-a.level, a.subject)),
        names=views.name_of,
    )


@router.get("/alerts/{alert_id}")
def alert(store: OpenStore, alert_id: str) -> RedirectResponse:
    """An alert's own address: the page of its pair or country on its day."""
    found = next((a for a in store.alerts() if a.id == alert_id), None)
    if found is None:
        raise NotFound("alert", alert_id, [])
    return RedirectResponse(f"/pair/{views.slug(found.subject)}?as_of={found.day}", 303)


@router.get("/alerts.atom")
def alerts_feed(request: Request, store: OpenStore, as_of: AsOf) -> Response:
    """What rings on a day, as an Atom feed."""
    site = f"{request.url.scheme}://{request.url.netloc}"
    return Response(to_atom(look(store, as_of).alerts, site), media_type="application/atom+xml")


@router.get("/about")
def about(request: Request, store: OpenStore) -> HTMLResponse:
    """How to read levels, probabilities and status."""
    return _show("about.html", request, look(store).day, here="about")
