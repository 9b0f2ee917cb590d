//! What people may rely on in a real browser: by keyboard, on a small screen, without script.
