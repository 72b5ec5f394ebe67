"""Charts drawn on the server: what is said lies where it belongs, whatever the values."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.web.charts import Act, fan, line, reliability, ring, timeline

SHARE = st.floats(0, 1)


def test_a_line_needs_two_values() -> None:
    assert line([1.0], 0.5, 100, 20) is None
    assert line([1.0, 2.0], 0.5, 100, 20) is not None


def test_acts_of_one_day_and_side_stand_above_one_another() -> None:
    acts = [Act(1, 0, "quad4", "first", "/incident/a"), Act(1, 0, "quad4", "second", "/incident/b")]
    one, two = timeline(acts, ["A acts", "B acts"], ["2025-10-01", "2025-10-02"]).dots
    assert one.x == two.x
    assert one.y > two.y


def test_the_sides_have_lanes_of_their_own() -> None:
    acts = [Act(0, 0, "quad4", "a", "/a"), Act(0, 1, "quad1", "b", "/b")]
    drawn = timeline(acts, ["A acts", "B acts"], ["2025-10-01", "2025-10-02"])
    assert drawn.dots[0].y < drawn.lanes[0].at < drawn.dots[1].y < drawn.lanes[1].at


def test_a_hundred_acts_of_one_day_stay_within_their_lane() -> None:
    acts = [Act(0, 1, "quad4", str(n), "/x") for n in range(100)]
    drawn = timeline(acts, ["A acts", "B acts"], ["2025-10-01", "2025-10-02"])
    assert min(dot.y for dot in drawn.dots) > drawn.lanes[0].at


@given(st.lists(st.tuples(st.integers(1, 365), SHARE, SHARE, SHARE, SHARE), min_size=2, max_size=6))
def test_a_fan_stays_within_its_frame(rows: list[tuple[int, float, float, float, float]]) -> None:
    drawn = fan(rows)
    assert drawn is not None
    assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)


def test_one_horizon_is_no_fan() -> None:
    assert fan([(7, 0.1, 0.2, 0.3, 0.1)]) is None


@given(st.lists(st.tuples(SHARE, SHARE, st.integers(1, 10_000)), max_size=10))
def test_a_reliability_diagram_stays_within_its_square(bins: list[tuple[float, float, int]]) -> None:
    drawn = reliability(bins)
    assert all(0 <= dot.x <= drawn.size and 0 <= dot.y <= drawn.size for dot in drawn.dots)


def test_what_came_as_said_lies_on_the_diagonal() -> None:
    drawn = reliability([(0.5, 0.5, 1)])
    x1, y1, x2, y2 = drawn.diagonal
    assert (drawn.dots[0].x, drawn.dots[0].y) == ((x1 + x2) / 2, (y1 + y2) / 2)


def test_the_busier_actor_has_the_larger_dot_and_the_tie_joins_both() -> None:
    net = ring([("A", "/a", 9), ("B", "/b", 1)], [(0, 1, 3, "quad4", "A → B")])
    assert net.dots[0].r > net.dots[1].r
    assert (net.ties[0].x1, net.ties[0].y2) == (net.dots[0].x, net.dots[1].y)
