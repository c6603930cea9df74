//! propusk-otp
