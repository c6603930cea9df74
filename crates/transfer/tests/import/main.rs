//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

mod aegis;
mod canonical;
mod real_files;
