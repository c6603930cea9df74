//! propusk-transfer
