//! Reading an answer's attributes as what they are, whichever of IPP's many string kinds they came in.

use ipp::attribute::IppAttributeGroup;
use ipp::value::IppValue;

/// One group of attributes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributes<'a>(&'a IppAttributeGroup);

impl<'a> Attributes<'a> {
    pub(crate) fn of(group: &'a IppAttributeGroup) -> Self {
        Self(group)
    }

    /// A text that is there and not blank.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.values(name).iter().find_map(string).filter(|text| !text.trim().is_empty())
    }

    /// All texts of a set, in order.
    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        self.values(name).iter().filter_map(string).collect()
    }

    /// An integer or the number of an enumeration.
    pub(crate) fn number(&self, name: &str) -> Option<i32> {
        self.values(name).iter().find_map(|value| match value {
            IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
            _ => None,
        })
    }

    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        self.values(name).iter().find_map(|value| match value {
            IppValue::Boolean(boolean) => Some(*boolean),
            _ => None,
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    /// The values of a set; one value is a set of one, an attribute that is absent a set of none.
    pub(crate) fn values(&self, name: &str) -> &'a [IppValue] {
        match self.0.get(name).map(ipp::attribute::IppAttribute::value) {
            Some(IppValue::Array(values)) => values,
            Some(value) => std::slice::from_ref(value),
            None => &[],
        }
    }
}

/// Printers say 'none' where they have nothing to say; every reason ends in how bad it is.
pub(crate) fn reasons(words: Vec<String>) -> Vec<String> {
    words
        .into_iter()
        .filter(|word| word != "none")
        .map(|word| {
            let bare = ["-report", "-warning", "-error"].iter().find_map(|end| word.strip_suffix(end));
            bare.map(str::to_owned).unwrap_or(word)
        })
        .collect()
}

fn string(value: &IppValue) -> Option<String> {
    match value {
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => {
            Some(text.to_string())
        }
        IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } => {
            Some(name.to_string())
        }
        IppValue::Keyword(keyword) => Some(keyword.to_string()),
        IppValue::Uri(uri) => Some(uri.to_string()),
        IppValue::MimeMediaType(kind) => Some(kind.to_string()),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use ipp::attribute::IppAttribute;
    use ipp::model::DelimiterTag;

    use super::*;

    /// A group as a printer would send it.
    pub(crate) fn group(attributes: &[(&str, IppValue)]) -> IppAttributeGroup {
        let mut group = IppAttributeGroup::new(DelimiterTag::PrinterAttributes);
        for (name, value) in attributes {
            group.attributes_mut().push(IppAttribute::with_name(name, value.clone()).unwrap());
        }
        group
    }

    pub(crate) fn keyword(word: &str) -> IppValue {
        IppValue::Keyword(word.try_into().unwrap())
    }

    pub(crate) fn text(text: &str) -> IppValue {
        IppValue::TextWithoutLanguage(text.try_into().unwrap())
    }

    #[test]
    fn attributes_are_read_as_what_they_are() {
        let group = group(&[
            ("one", keyword("a")),
            ("two", IppValue::Array(vec![keyword("a"), text("b")])),
            ("number", IppValue::Enum(5)),
            ("blank", text("  ")),
            ("yes", IppValue::Boolean(true)),
        ]);
        let read = Attributes::of(&group);
        assert_eq!(read.texts("one"), ["a"]);
        assert_eq!(read.texts("two"), ["a", "b"]);
        assert_eq!(read.text("blank"), None);
        assert_eq!(read.number("number"), Some(5));
        assert_eq!(read.number("one"), None);
        assert_eq!(read.boolean("yes"), Some(true));
        assert!(read.values("absent").is_empty() && !read.has("absent"));
    }

    #[test]
    fn reasons_lose_their_severity_and_none_is_no_reason() {
        let said = ["none", "media-empty-warning", "offline-report", "paused"].map(str::to_owned);
        assert_eq!(reasons(said.to_vec()), ["media-empty", "offline", "paused"]);
    }
}
