//! Descriptions for people, from documentation comments.

use crate::flyteidl::admin::{Description, DescriptionContent, DescriptionEntity, DescriptionFormat};

/// The description of a definition: the first line is the short one, the rest the long one. flytekit always writes the latter.
pub(super) fn description(doc: Option<&str>) -> DescriptionEntity {
    let doc = doc.unwrap_or_default().trim();
    let (short, long) = doc.split_once('\n').unwrap_or((doc, ""));
    let long = long.trim();
    let content = (!long.is_empty()).then(|| DescriptionContent::Value(long.to_owned()));
    DescriptionEntity {
        short_description: short.trim().to_owned(),
        long_description: Some(Description { content, format: DescriptionFormat::Rst.into(), icon_link: String::new() }),
        ..DescriptionEntity::default()
    }
}
