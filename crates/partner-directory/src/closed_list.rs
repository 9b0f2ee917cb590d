//! One macro for closed lists, so that each word stored in the database is written once.
//!
//! **Invariant:** a word never changes once it was released: rows and event logs hold it.

macro_rules! closed_list {
    ($(
        $(#[$meta:meta])*
        $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }
    )+) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name { $(
            #[doc = concat!("The word `", $word, "`.")]
            $(#[$doc])*
            #[serde(rename = $word)]
            $variant,
        )+ }

        impl $name {
            /// Every value, in reading order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word kept in the database, in addresses and in text keys.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// Reads back a word; `None` for any other text.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    )+};
}

pub(crate) use closed_list;
