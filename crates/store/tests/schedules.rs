//! Rules, exceptions and school holidays come back as they were kept.

use chrono::Weekday;
use kernel::{Closure, ScheduleId};
use partner_directory::schedule::{Exception, HolidayPolicy, Recurrence, Rule, Times};
use partner_directory::{Holidays, Schedule};
use store::network::{self, SchoolHoliday};
use store::testing::each_database;
use store::{Saved, listings, offers, organizations};

use crate::support::{day, example, later, read, write};

fn times(opens: &str, closes: &str) -> Times {
    Times::parse(opens, closes).unwrap()
}

fn full_schedule() -> Schedule {
    let every_second_week = Rule {
        public_holidays: HolidayPolicy::Closed,
        school_holidays: HolidayPolicy::Only,
        ..Rule::new(
            Recurrence::Weekly {
                days: vec![Weekday::Tue, Weekday::Fri],
                every: 2,
                anchor: Some(day("2026-03-03")),
            },
            vec![times("9:00", "12:00"), times("20:00", "24:00")],
        )
    };
    let last_thursday = Rule::new(
        Recurrence::Monthly { days: vec![Weekday::Thu], nth: vec![2, -1] },
        vec![times("14:00", "17:00")],
    );
    let sessions = Rule::new(
        Recurrence::Dates(vec![day("2026-03-03"), day("2026-03-17")]),
        vec![times("9:00", "12:00")],
    );
    let away = Exception::closed(day("2026-07-20"), day("2026-08-09"), Some("Vacances".into()));
    let short = Exception { times: vec![times("9:00", "10:00")], reason: None, ..away.clone() };
    Schedule {
        exceptions: vec![away, short],
        ..Schedule::of_rules(ScheduleId::fresh(), vec![every_second_week, last_thursday, sessions])
    }
}

#[tokio::test]
async fn rules_and_exceptions_come_back_as_they_were_and_the_same_again_changes_nothing() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let mut at_place = example.at_place.clone();
        at_place.schedules.push(full_schedule());
        for saved in [Saved::Updated, Saved::Unchanged] {
            let (id, wanted) = (example.offer.id.clone(), vec![at_place.clone()]);
            let answer =
                write(&db, move |conn| offers::set_places(conn, &id, &wanted, later(1))).await;
            assert_eq!(answer.unwrap(), saved);
        }

        let id = example.offer.id.clone();
        assert_eq!(read(&db, move |conn| offers::places_of(conn, &id)).await, [at_place.clone()]);
        let listed = read(&db, |conn| listings::list_all(conn, &Holidays::default())).await;
        assert_eq!(listed[0].places[0].schedules, at_place.schedules);

        at_place.schedules.pop();
        let (id, wanted) = (example.offer.id.clone(), vec![at_place.clone()]);
        write(&db, move |conn| offers::set_places(conn, &id, &wanted, later(2))).await.unwrap();
        let id = example.offer.id.clone();
        assert_eq!(read(&db, move |conn| offers::places_of(conn, &id)).await, [at_place]);
    })
    .await;
}

#[tokio::test]
async fn a_closed_organization_is_not_open_in_its_listings() {
    each_database(|db, _| async move {
        let example = example(&db).await;
        let find = |conn: &mut store::Conn| {
            let listed = listings::list_all(conn, &Holidays::default())?;
            let hours = listed[0].places[0].hours.clone().unwrap();
            Ok(hours.times_on(day("2026-03-03")).len())
        };
        assert!(read(&db, find).await > 0);

        let id = example.organization.id.clone();
        write(&db, move |conn| {
            let mut organization = organizations::find(conn, &id)?;
            organization.closures =
                vec![Closure { from: day("2026-03-02"), until: day("2026-03-04") }];
            organizations::update(conn, &organization, later(1))
        })
        .await
        .unwrap();

        assert_eq!(read(&db, find).await, 0);
    })
    .await;
}

#[tokio::test]
async fn school_holidays_are_replaced_for_one_country_and_hold_on_every_day() {
    each_database(|db, _| async move {
        let period = |from: &str, until: &str| SchoolHoliday {
            from: day(from),
            until: day(until),
            name: "Vacances".to_owned(),
        };
        let (winter, summer) =
            (period("2026-02-21", "2026-03-01"), period("2026-06-27", "2026-08-16"));
        write(&db, move |conn| {
            network::put_school_holidays(conn, "CH", std::slice::from_ref(&summer))?;
            network::put_school_holidays(conn, "FR", &[summer])?;
            network::put_school_holidays(conn, "CH", &[winter])
        })
        .await
        .unwrap();

        let holidays = read(&db, network::holidays).await;

        assert_eq!(holidays.of("CH").school.len(), 9);
        assert!(holidays.of("CH").school.contains(&day("2026-03-01")));
        assert_eq!(holidays.of("FR").school.len(), 51);
    })
    .await;
}
