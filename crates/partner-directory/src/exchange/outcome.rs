use crate::closed_list::closed_list;

closed_list! {
    /// What becomes of one row of an imported file.
    Outcome {
        /// A new offer.
        Added = "added",
        /// The offer was there and differed.
        Changed = "changed",
        /// The directory says the same.
        Unchanged = "unchanged",
        /// It differs from what somebody checked since; nothing of it is written.
        Protected = "protected",
        /// It came from us in the first place; never written.
        Echo = "echo",
        /// It cannot be read; a remark says why.
        Refused = "refused",
    }
}
