"""Tasks that give back what they got, for every kind of value that the ground truth has no task of."""

import enum
import functools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Dict, List, Optional, Tuple, Union

from flytekit import map_task, task, workflow
from flytekit.exceptions.user import FlyteRecoverableException


class Color(enum.Enum):
    RED = "red"
    SKY_BLUE = "sky blue"


@dataclass
class Point:
    x: int
    y: float = 0.5


@dataclass
class Everything:
    z_first: int
    f: float
    b: bool
    s: str
    when: datetime
    span: timedelta
    color: Color
    maybe: Optional[int]
    point: Point
    ints: List[int]
    table: Dict[str, float]
    points: List[Point]
    nested: Dict[str, List[Point]]


@dataclass
class Times:
    whens: List[datetime]
    spans: List[timedelta]


@dataclass
class Sizes:
    ints: List[int]
    texts: List[str]
    lists: List[List[int]]
    tables: List[Dict[str, int]]


@task
def same_struct(e: Everything) -> Everything:
    return e


@task
def same_times(t: Times) -> Times:
    return t


@task
def times(ts: List[datetime], ds: List[timedelta]) -> Times:
    return Times(ts, ds)


@task
def same_sizes(s: Sizes) -> Sizes:
    return s


@task
def printed(xs: List[float]) -> List[str]:
    return [str(x) for x in xs]


@task
def point(x: int, y: float) -> Point:
    return Point(x, y)


@task
def optional_text(s: Optional[str]) -> Optional[str]:
    return s


@task
def optional_point(p: Optional[Point]) -> Optional[Point]:
    return p


@task
def optional_list(xs: Optional[List[float]]) -> Optional[List[float]]:
    return xs


@task
def options(xs: List[Optional[int]]) -> List[Optional[int]]:
    return xs


@task
def either(x: Union[int, str, None]) -> Union[int, str, None]:
    return x


@task
def color(c: Color) -> Color:
    return c


@task
def colors(cs: List[Color]) -> Dict[str, Color]:
    return {str(i): c for i, c in enumerate(cs)}


@task
def points(ps: List[Point]) -> Tuple[List[Point], Dict[str, Point]]:
    return ps, {str(p.x): p for p in ps}


@task
def instants(ts: List[datetime], ds: List[timedelta]) -> Tuple[List[datetime], List[timedelta]]:
    return ts, ds


@task
def numbers(xs: List[List[float]], m: Dict[str, List[int]]) -> Tuple[List[List[float]], Dict[str, List[int]]]:
    return xs, m


@task
def later(n: int) -> int:
    if n % 2 != 0:
        raise FlyteRecoverableException("not yet")
    return n


@task
def moved(p: Point, by: Point, names: Optional[List[str]]) -> Point:
    return Point(p.x, p.y + by.y)


@workflow
def maps(
    xs: List[Union[int, str, None]], ps: List[Optional[Point]], ns: List[int]
) -> Tuple[List[Union[int, str, None]], List[Optional[Point]], List[int]]:
    return map_task(either)(x=xs), map_task(optional_point)(p=ps), map_task(later)(n=ns)


@workflow
def bound(ps: List[Point], by: Point, names: Optional[List[str]]) -> List[Point]:
    return map_task(functools.partial(moved, by=by, names=names))(p=ps)
