//! propusk-words
