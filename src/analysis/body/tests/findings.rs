//! Findings, by code and place.
