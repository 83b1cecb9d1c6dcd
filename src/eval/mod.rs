//! The task language: compiled form, values, builtins.

pub mod map;
pub mod text;
pub mod value;

pub use map::Map;
pub use text::Text;
pub use value::Value;
