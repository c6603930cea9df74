//! propusk-scan
