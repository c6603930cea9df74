//! propusk-session
