//! A ring of points on the map, and whether a pin lies inside. In integers: what lies on the edge is inside, on every
//! machine and every day.

use serde::{Deserialize, Serialize};

use crate::place::Point;

/// A border is drawn by hand on a map; a hundred corners are a river.
pub const MOST_POINTS: usize = 200;
/// A triangle that comes back to where it began.
pub const LEAST_POINTS: usize = 4;
/// No zone is wider than this in either direction: 1.5 degrees, 160 kilometres.
pub const WIDEST_E6: i32 = 1_500_000;

/// A closed line that does not cross itself: the last point is the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ring(Vec<Point>);

/// Why points are no ring, and at which of them it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRing {
    pub at: usize,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    TooFewPoints,
    TooManyPoints,
    /// The last point is not the first.
    NotClosed,
    /// Twice the same point, one after the other.
    SamePoint,
    /// The line that begins here meets an earlier one.
    CrossesItself,
    TooWide,
}

impl Ring {
    pub fn new(points: Vec<Point>) -> Result<Self, NoRing> {
        let refused = |at, why| Err(NoRing { at, why });
        let last = points.len().saturating_sub(1);
        if points.len() < LEAST_POINTS {
            return refused(last, Why::TooFewPoints);
        }
        if points.len() > MOST_POINTS {
            return refused(MOST_POINTS, Why::TooManyPoints);
        }
        if points.first() != points.last() {
            return refused(last, Why::NotClosed);
        }
        if let Some(at) = too_wide(&points) {
            return refused(at, Why::TooWide);
        }
        let lines: Vec<Line> = lines(&points).collect();
        if let Some(at) = lines.iter().position(|(from, to)| from == to) {
            return refused(at + 1, Why::SamePoint);
        }
        match first_crossing(&lines) {
            Some(at) => refused(at, Why::CrossesItself),
            None => Ok(Self(points)),
        }
    }

    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.0
    }

    /// Whether it lies inside, or on the line.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        let mut inside = false;
        for (from, to) in lines(&self.0) {
            if is_on(point, (from, to)) {
                return true;
            }
            // A ray to the east meets the line where one end is above and the other is not (Shimrat 1962).
            let (low, high) = if from.lat_e6 <= to.lat_e6 { (from, to) } else { (to, from) };
            let crosses = low.lat_e6 <= point.lat_e6 && point.lat_e6 < high.lat_e6;
            inside ^= crosses && turn(low, high, point) > 0;
        }
        inside
    }
}

type Line = (Point, Point);

fn lines(points: &[Point]) -> impl Iterator<Item = Line> + '_ {
    points.iter().copied().zip(points.iter().copied().skip(1))
}

fn too_wide(points: &[Point]) -> Option<usize> {
    let first = points.first()?;
    let far = |a: i32, b: i32| a.abs_diff(b) > WIDEST_E6.unsigned_abs();
    points.iter().position(|p| far(p.lat_e6, first.lat_e6) || far(p.lon_e6, first.lon_e6))
}

/// Above zero where `point` lies to the left of the way from one to the other, looking with north up and east right; zero
/// on the line.
fn turn(from: Point, to: Point, point: Point) -> i128 {
    let span = |a: i32, b: i32| i128::from(a) - i128::from(b);
    span(to.lon_e6, from.lon_e6) * span(point.lat_e6, from.lat_e6)
        - span(to.lat_e6, from.lat_e6) * span(point.lon_e6, from.lon_e6)
}

fn is_on(point: Point, (from, to): Line) -> bool {
    let between = |x: i32, a: i32, b: i32| a.min(b) <= x && x <= a.max(b);
    turn(from, to, point) == 0
        && between(point.lat_e6, from.lat_e6, to.lat_e6)
        && between(point.lon_e6, from.lon_e6, to.lon_e6)
}

/// The first line that meets an earlier one anywhere but where the two are joined.
fn first_crossing(lines: &[Line]) -> Option<usize> {
    let last = lines.len().saturating_sub(1);
    (0..lines.len()).find(|at| {
        let line = lines.get(*at);
        line.is_some_and(|line| {
            lines.iter().take(*at).enumerate().any(|(before, other)| {
                let joined_in_front = before + 1 == *at;
                let joined_behind = before == 0 && *at == last;
                match (joined_in_front, joined_behind) {
                    (true, _) => folds_back(*other, *line),
                    (_, true) => folds_back(*line, *other),
                    (false, false) => meet(*other, *line),
                }
            })
        })
    })
}

/// Whether the second of two joined lines runs back over the first.
fn folds_back(first: Line, second: Line) -> bool {
    is_on(second.1, first) || is_on(first.0, second)
}

fn meet(one: Line, other: Line) -> bool {
    let sides = |line: Line, of: Line| {
        (turn(line.0, line.1, of.0).signum(), turn(line.0, line.1, of.1).signum())
    };
    let (a, b) = sides(one, other);
    let (c, d) = sides(other, one);
    let touches =
        is_on(other.0, one) || is_on(other.1, one) || is_on(one.0, other) || is_on(one.1, other);
    touches || (a * b < 0 && c * d < 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(lat_e6: i32, lon_e6: i32) -> Point {
        Point { lat_e6, lon_e6 }
    }

    fn points(corners: &[(i32, i32)]) -> Vec<Point> {
        corners.iter().map(|(lat, lon)| at(*lat, *lon)).collect()
    }

    fn ring(corners: &[(i32, i32)]) -> Ring {
        Ring::new(points(corners)).unwrap()
    }

    #[test]
    fn inside_outside_and_on_the_edge() {
        // The shape of a U: open to the north.
        let bay = ring(&[
            (0, 0),
            (0, 30),
            (30, 30),
            (30, 20),
            (10, 20),
            (10, 10),
            (30, 10),
            (30, 0),
            (0, 0),
        ]);
        for inside in [(5, 5), (5, 15), (20, 5), (20, 25), (0, 0), (30, 30), (10, 15), (20, 10)] {
            assert!(bay.contains(at(inside.0, inside.1)), "{inside:?}");
        }
        for outside in [(20, 15), (11, 15), (-1, 5), (31, 5), (5, 31), (0, -1), (30, 15)] {
            assert!(!bay.contains(at(outside.0, outside.1)), "{outside:?}");
        }
    }

    #[test]
    fn what_is_no_ring_is_refused_with_the_place() {
        let refused = |corners: &[(i32, i32)]| {
            let no = Ring::new(points(corners)).unwrap_err();
            (no.at, no.why)
        };
        assert_eq!(refused(&[(0, 0), (0, 9), (0, 0)]), (2, Why::TooFewPoints));
        assert_eq!(refused(&[]), (0, Why::TooFewPoints));
        assert_eq!(refused(&[(0, 0), (0, 9), (9, 9), (9, 0)]), (3, Why::NotClosed));
        assert_eq!(refused(&[(0, 0), (0, 9), (0, 9), (9, 9), (0, 0)]), (2, Why::SamePoint));
        // A bow tie; a spike that runs back; a line along another.
        assert_eq!(refused(&[(0, 0), (9, 9), (0, 9), (9, 0), (0, 0)]), (2, Why::CrossesItself));
        assert_eq!(refused(&[(0, 0), (0, 9), (0, 5), (9, 5), (0, 0)]), (1, Why::CrossesItself));
        assert_eq!(
            refused(&[(0, 0), (0, 9), (9, 9), (0, 5), (9, 0), (0, 0)]),
            (2, Why::CrossesItself)
        );
        let wide = [(0, 0), (0, WIDEST_E6 + 1), (9, 9), (0, 0)];
        assert_eq!(refused(&wide), (1, Why::TooWide));
        let mut many: Vec<(i32, i32)> = (0..200).map(|n| (n, 0)).collect();
        many.extend([(200, 9), (0, 0)]);
        assert_eq!(refused(&many), (MOST_POINTS, Why::TooManyPoints));
    }

    proptest! {
        /// Against a staircase of rectangles, where inside is plain to see.
        #[test]
        fn a_staircase_knows_what_is_below_it(
            heights in proptest::collection::vec(1_i32..40, 1..12),
            lat in -3_i32..45, lon in -3_i32..130,
        ) {
            let width = 10;
            let mut corners = vec![(0, 0)];
            for (n, height) in heights.iter().enumerate() {
                let left = i32::try_from(n).unwrap() * width;
                corners.extend([(*height, left), (*height, left + width)]);
            }
            corners.push((0, i32::try_from(heights.len()).unwrap() * width));
            corners.push((0, 0));
            // Steps of one height are one step.
            corners.dedup();
            let stairs = ring(&corners);
            let columns = heights.iter().enumerate().map(|(n, height)| {
                let left = i32::try_from(n).unwrap() * width;
                (left..=left + width).contains(&lon) && (0..=*height).contains(&lat)
            });
            prop_assert_eq!(stairs.contains(at(lat, lon)), columns.into_iter().any(|inside| inside));
        }

        /// Whichever way round it was drawn, and wherever the drawing began.
        #[test]
        fn the_way_it_was_drawn_does_not_matter(
            first in 0_usize..4, lat in -2_i32..12, lon in -2_i32..12, backwards in any::<bool>(),
        ) {
            let mut corners = [(0, 0), (1, 9), (10, 10), (8, 2)];
            corners.rotate_left(first);
            let mut drawn: Vec<(i32, i32)> = corners.to_vec();
            if backwards {
                drawn.reverse();
            }
            drawn.push(drawn[0]);
            let usual = ring(&[(0, 0), (1, 9), (10, 10), (8, 2), (0, 0)]);
            prop_assert_eq!(ring(&drawn).contains(at(lat, lon)), usual.contains(at(lat, lon)));
        }

        /// Any points at all: a ring or a refusal that names one of them, and corners are inside.
        #[test]
        fn any_points_are_a_ring_or_are_refused(
            corners in proptest::collection::vec((0_i32..6, 0_i32..6), 0..8),
        ) {
            let mut drawn = points(&corners);
            drawn.extend(drawn.first().copied());
            match Ring::new(drawn.clone()) {
                Ok(ring) => {
                    for corner in ring.points() {
                        prop_assert!(ring.contains(*corner));
                    }
                }
                Err(no) => prop_assert!(no.at < drawn.len().max(1)),
            }
        }
    }
}
