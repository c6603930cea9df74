//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

mod real_files;
