//! propusk-vault
