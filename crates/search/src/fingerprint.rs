//! One number that stands for the content of the catalog.
//!
//! **Invariant:** the order in which listings came does not matter.

use std::fmt::{self, Write};

use partner_directory::{ListedPlace, Listing};

/// Stands for everything that a listing says; opening hours count as their source wrote them.
pub(crate) fn fingerprint(listing: &Listing) -> u64 {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    // Writing into a number cannot fail.
    let _ = write!(hash, "{:?}{:?}", listing.offer, listing.organization);
    for place in &listing.places {
        let _ = write_place(&mut hash, place);
    }
    hash.0
}

fn write_place(hash: &mut Hash, place: &ListedPlace) -> fmt::Result {
    let ListedPlace {
        id,
        place,
        kind,
        name,
        street,
        complement,
        postcode,
        locality,
        commune,
        commune_code,
        country,
        point,
        step_free,
        transport_stop,
        entrance,
        accessibility_url,
        has_accessible_toilet,
        has_free_computers,
        has_wifi,
        has_printing,
        is_address_hidden,
        schedules,
        // Read from the schedules.
        hours: _,
    } = place;
    write!(
        hash,
        "{id}{place}{kind:?}{name:?}{street:?}{complement:?}{postcode:?}{locality:?}{commune:?}"
    )?;
    write!(hash, "{commune_code:?}{country}{point:?}{step_free:?}{transport_stop:?}{schedules:?}")?;
    write!(hash, "{entrance:?}{accessibility_url:?}")?;
    write!(
        hash,
        "{has_accessible_toilet:?}{has_free_computers:?}{has_wifi:?}{has_printing:?}{is_address_hidden}"
    )
}

/// FNV-1a.
struct Hash(u64);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Ok(())
    }
}
