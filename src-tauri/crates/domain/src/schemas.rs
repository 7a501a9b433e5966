//! What the words and values of the field look like where they are published.

use utoipa::{
    Number,
    openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, schema::Type},
};

/// A text with a form of its own.
pub fn text(format: Option<KnownFormat>, pattern: Option<&str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(format.map(SchemaFormat::KnownFormat))
        .pattern(pattern)
        .into()
}

/// One of these words.
pub fn word(all: &[&str]) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(all.iter().copied())).into()
}

/// A word of a list that may grow; these are known today.
pub fn open_word(known: &[&str]) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).examples(known.iter().copied()).into()
}

/// A whole number between these.
pub fn count(least: u64, most: Option<u64>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
        .minimum(Some(Number::from(least)))
        .maximum(most.map(Number::from))
        .into()
}

/// How a type that writes itself looks; the form is an expression of `schemas`.
#[macro_export]
macro_rules! as_schema {
    ($name:ident, $form:expr) => {
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $form
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
