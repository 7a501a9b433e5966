//! The fixed words of papers, from the same Fluent files as the screen's.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::paper::{Bilingual, Tongue};

static CHINESE: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("zh-CN", include_str!("../../../../ui/locales/zh-CN/paper.ftl")));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle("en", include_str!("../../../../ui/locales/en/paper.ftl")));

fn bundle(language: &str, source: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(source.to_owned())
        .unwrap_or_else(|(_, errors)| panic!("the words on paper are built in and parse: {errors:?}"));
    let language = language.parse().expect("a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("every word has one entry");
    bundle
}

/// Where a ticket stands, in words, by the status's own word: `waiting_for_customer`. One that is not known stays as it is.
pub fn stands(status: &str) -> Bilingual {
    named("paper-stands", status)
}

/// As what somebody works, by the role's own word: `adjuster`. One that is not known stays as it is.
pub fn staff_role(role: &str) -> Bilingual {
    named("paper-staff", role)
}

/// Headquarters, as papers call it.
pub fn headquarters() -> Bilingual {
    in_both("paper-headquarters")
}

/// What an amount rests on that nothing else bears out: the customer's word.
pub fn said_by_customer() -> Bilingual {
    in_both("paper-said-by-customer")
}

fn named(family: &str, code: &str) -> Bilingual {
    let id = format!("{family}-{}", code.replace('_', "-"));
    if CHINESE.get_message(&id).is_none() { Bilingual::same(code) } else { in_both(&id) }
}

/// That the regulator passed an appeal on, as a timeline says it.
pub fn appeal_forwarded() -> Bilingual {
    in_both("paper-appeal-forwarded")
}

/// That the regulator was told how its appeal was handled.
pub fn appeal_reported() -> Bilingual {
    in_both("paper-appeal-reported")
}

fn in_both(id: &str) -> Bilingual {
    Bilingual { zh: word(Tongue::Chinese, id), en: word(Tongue::English, id) }
}

/// The words `id` in `tongue`.
pub(crate) fn word(tongue: Tongue, id: &str) -> String {
    word_with(tongue, id, &[])
}

/// The words `id` in `tongue`, with `values` put in.
pub(crate) fn word_with(tongue: Tongue, id: &str, values: &[(&str, &str)]) -> String {
    let bundle = match tongue {
        Tongue::Chinese => &*CHINESE,
        Tongue::English => &*ENGLISH,
    };
    let pattern = bundle
        .get_message(id)
        .and_then(|message| message.value())
        .unwrap_or_else(|| panic!("no words for {id}"));
    let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, *value)).collect();
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    fn ids(source: &str) -> BTreeSet<&str> {
        source
            .lines()
            .filter(|line| !line.starts_with(['#', ' ']))
            .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim()))
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_words() {
        let chinese = ids(include_str!("../../../../ui/locales/zh-CN/paper.ftl"));
        let english = ids(include_str!("../../../../ui/locales/en/paper.ftl"));
        assert!(chinese.len() > 40);
        assert_eq!(chinese, english);
    }
}
