//! The names that Kubernetes accepts (`k8s.io/apimachinery/pkg/util/validation`).

/// The most characters of a DNS-1123 subdomain, which is what most objects are named by.
pub(crate) const LONGEST_SUBDOMAIN: usize = 253;

/// The most characters of a DNS-1123 label, and of the value of a label.
const LONGEST_LABEL: usize = 63;

/// Whether a string is a DNS-1123 label.
pub(crate) fn is_dns_label(text: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Whether a string is a DNS-1123 subdomain: labels with dots between them.
pub(crate) fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= LONGEST_SUBDOMAIN && text.split('.').all(is_dns_label)
}

/// Whether a string is the key of a label or an annotation: a name, perhaps after a domain and a slash.
pub(crate) fn is_qualified_name(text: &str) -> bool {
    match text.split_once('/') {
        Some((domain, name)) => is_dns_subdomain(domain) && is_label_part(name),
        None => is_label_part(text),
    }
}

/// Whether a string is the value of a label, or the last part of its key.
pub(crate) fn is_label_part(text: &str) -> bool {
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    text.len() <= LONGEST_LABEL
        && edge(text.bytes().next())
        && edge(text.bytes().last())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}
