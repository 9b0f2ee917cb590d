use super::*;

fn ground() -> Ground {
    Ground::parse(
        include_str!("../../../../seed-data/places/communes-geneva.geojson"),
        include_str!("../../../../seed-data/places/lake-geneva.geojson"),
    )
    .unwrap()
}

fn point(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

#[test]
fn a_kilometre_is_as_long_to_the_east_as_to_the_south() {
    let ground = ground();
    let here = point(46.2, 6.14);
    for there in [point(46.2, 6.24), point(46.1, 6.14), point(46.26, 6.05), point(46.3, 6.3)] {
        let (one, other) = (ground.spot(here), ground.spot(there));
        let drawn = (one.x - other.x).hypot(one.y - other.y) * STEP_M;
        let real = here.distance_m(there);
        assert!((drawn / real - 1.0).abs() < 0.005, "{drawn} m for {real} m");
    }
}

#[test]
fn neighbours_still_share_their_border_after_rounding() {
    let square = |name: &str, corners: &str| {
        format!(
            "{{\"properties\":{{\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\
             \"coordinates\":[[{corners}]]}}}}"
        )
    };
    let west = square("A", "[6.0,46.2],[6.100013,46.2],[6.100017,46.1],[6.0,46.1],[6.0,46.2]");
    let east = square("B", "[6.100017,46.1],[6.100013,46.2],[6.2,46.2],[6.2,46.1],[6.100017,46.1]");
    let file = format!("{{\"features\":[{west},{east}]}}");
    let ground = Ground::parse(&file, "{\"features\":[]}").unwrap();

    let [west, east] = [0, 1].map(|at: usize| ground.communes[at].bounds);
    assert_eq!(west[2], east[0], "the eastern side of one is the western side of the other");
}

#[test]
fn corners_on_a_straight_line_are_left_out_and_nothing_else() {
    let spots = |corners: &[(f64, f64)]| on_grid(corners.iter().map(|&(x, y)| Spot { x, y }));

    let straight = [(0.0, 0.0), (4.2, 0.1), (9.9, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)];
    assert_eq!(spots(&straight), [(0, 0), (10, 0), (10, 10), (0, 10)]);
    let there_and_back = [(0.0, 0.0), (9.0, 0.0), (4.0, 0.0), (4.0, 5.0)];
    assert_eq!(spots(&there_and_back).len(), 4, "a spike is no straight line");
    assert_eq!(spots(&[]), []);
}

#[test]
fn a_ring_is_written_as_a_closed_path_of_whole_steps() {
    let mut path = String::new();
    write_ring(&[(3, 4), (10, 4), (10, -6)], &mut path);
    assert_eq!(path, "M3 4l7 0 0 -10z");
    write_ring(&[(0, 0), (1, 1)], &mut path);
    assert_eq!(path, "M3 4l7 0 0 -10z", "two corners enclose nothing");
}

#[test]
fn the_whole_canton_is_small_and_holds_every_commune() {
    let ground = ground();
    let frame = ground.frame([]);

    let land = ground.communes_in(frame);
    assert_eq!(ground.communes.len(), 45);
    assert!(land.matches('z').count() >= 45);
    assert!(land.len() + ground.lakes_in(frame).len() < 25_000, "{}", land.len());
    for commune in &ground.communes {
        let (x, y) = frame.percent(commune.middle);
        assert!((0.0..=100.0).contains(&x) && (0.0..=100.0).contains(&y), "{}", commune.name);
    }
}

#[test]
fn what_is_found_lies_inside_the_map_with_room_around_it() {
    let ground = ground();
    let points = [point(46.18, 6.10), point(46.21, 6.14), point(46.25, 6.20)];
    let frame = ground.frame(points);
    for at in points {
        let (x, y) = frame.percent(ground.spot(at));
        assert!((5.0..=95.0).contains(&x) && (5.0..=95.0).contains(&y), "{x} {y}");
    }

    let alone = ground.frame([points[0]]);
    let (x, y) = alone.percent(ground.spot(points[0]));
    assert!((x - 50.0).abs() < 1.0 && (y - 50.0).abs() < 1.0, "{x} {y}");
    assert!(ground.communes_in(alone).len() < ground.communes_in(frame).len());
}

#[test]
fn a_map_far_from_the_outlines_is_empty_and_still_a_map() {
    let ground = ground();
    let paris = ground.frame([point(48.85, 2.35)]);

    assert_eq!(ground.communes_in(paris), "");
    assert_eq!(ground.names_in(paris, &[]), []);
    let (x, _) = paris.percent(ground.spot(point(48.85, 2.35)));
    assert!((x - 50.0).abs() < 1.0);
}

#[test]
fn points_that_would_cover_each_other_share_one_mark_led_by_the_first() {
    let points = [(50.0, 50.0), (10.0, 10.0), (53.0, 50.0), (12.0, 10.0), (90.0, 90.0)];

    assert_eq!(group(&points, 9.0), [vec![0, 2], vec![1, 3], vec![4]]);
    assert_eq!(group(&[], 9.0), Vec::<Vec<usize>>::new());
}

#[test]
fn the_scale_is_a_round_length_that_fits() {
    let ground = ground();
    for points in [vec![], vec![point(46.2, 6.1)], vec![point(46.2, 6.1), point(47.4, 8.5)]] {
        let scale = ground.frame(points).scale();
        assert!((5.0..=30.0).contains(&scale.percent), "{scale:?}");
    }
}

#[test]
fn names_never_cover_each_other_nor_a_mark_on_a_small_screen() {
    let ground = ground();
    let frame = ground.frame([]);
    let taken = [frame.percent(ground.spot(point(46.2044, 6.1432)))];

    let names = ground.names_in(frame, &taken);
    let small: Vec<_> = names.iter().filter(|name| !name.is_for_large).collect();
    assert!(small.len() >= 4, "{small:?}");
    assert!(names.len() > small.len() + 5, "{} names", names.len());
    for (at, one) in small.iter().enumerate() {
        for other in small.iter().skip(at + 1) {
            let letters = (one.text.chars().count() + other.text.chars().count()) as f64 * 3.1;
            let is_apart = (one.x - other.x).abs() >= letters / 2.0 - 1e-9
                || (one.y - other.y).abs() >= 9.0 - 1e-9;
            assert!(is_apart, "{one:?} {other:?}");
        }
        let [(x, y)] = taken;
        assert!((one.x - x).abs() > 5.0 || (one.y - y).abs() > 7.0, "{one:?} is under the mark");
    }
}
