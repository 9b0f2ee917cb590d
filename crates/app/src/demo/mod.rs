//! The demonstration: a fictional city with people, offers and past referrals.

pub mod city;
