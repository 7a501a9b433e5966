//! A ticket as another system brings it, and whatever keeps it from being one: all of it at once, field by field.

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
    response::Response,
};
use domain::{
    CategoryCode, Date, Demand, Fen, Kind, LONGEST_TEXT_CHARS, Lacking, Matter, Parties, Party, Policy, Role,
    Shipment, Told, normalize,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::{api::ApiJson, error::ApiError};

/// The longest number of its own that a system may have.
const MOST_REFERENCE_CHARS: usize = 200;
/// The longest of names, phones, addresses and whatever else is a line.
const MOST_LINE_CHARS: usize = 500;
/// Links to pictures of one ticket.
const MOST_PICTURES: usize = 30;
/// The longest link.
const MOST_LINK_CHARS: usize = 2_000;

/// A ticket that another system brings.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TicketBrought {
    /// The sender's own number of it: the same number is the same ticket for ever.
    pub reference: String,
    /// The branch's four characters; none: the service's own branch.
    pub branch: Option<String>,
    /// How it reached the carrier: a code of the policy's list, `wechat`, `phone`, `app`, `12305`…
    pub channel: String,
    /// `enquiry`, `trace`, `complaint`, `suggestion` or `claim`.
    pub kind: String,
    /// What went wrong: a code of the policy's list, `damage.contents`. A claim and a complaint have one.
    pub category: Option<String>,
    /// Who came: `sender`, `recipient`, `agent` or `other`, who stands in `parties.agent`.
    pub role: String,
    /// How they want to be answered: a code of the policy's list.
    pub answer_by: String,
    /// The parcel's number.
    pub waybill: String,
    /// The code of the parcel's carrier.
    pub carrier: Option<String>,
    /// The day on which it was posted.
    pub posted_on: Option<Date>,
    /// What was in it, in words.
    pub contents: String,
    /// Who is involved.
    pub parties: PartiesBrought,
    /// What happened, in the customer's words, which are kept exactly.
    pub story: String,
    /// What is asked for: codes of the policy's list.
    pub demands: Vec<String>,
    /// What is asked for, in the customer's words.
    pub demand_text: String,
    /// How much is asked for, in fen.
    pub claimed_fen: Option<i64>,
    /// The insured value, in fen.
    pub insured_fen: Option<i64>,
    /// The freight, in fen.
    pub freight_fen: Option<i64>,
    /// Links to pictures. Headquarters never opens one; they are kept under seal for whoever works on the ticket.
    pub pictures: Vec<String>,
}

/// Who is involved.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartiesBrought {
    /// Who posted it.
    pub sender: PartyBrought,
    /// Whom it was for.
    pub recipient: PartyBrought,
    /// Who came when it was neither.
    pub agent: PartyBrought,
}

/// One person.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartyBrought {
    /// As given.
    pub name: String,
    /// As given.
    pub phone: String,
    /// Another way to reach them.
    pub other_contact: String,
    /// District and detail.
    pub address: String,
}

impl Default for TicketBrought {
    fn default() -> Self {
        Self {
            reference: String::new(),
            branch: None,
            channel: String::new(),
            kind: String::new(),
            category: None,
            role: Role::SENDER.as_str().to_owned(),
            answer_by: domain::AnswerBy::PHONE.as_str().to_owned(),
            waybill: String::new(),
            carrier: None,
            posted_on: None,
            contents: String::new(),
            parties: PartiesBrought::default(),
            story: String::new(),
            demands: Vec::new(),
            demand_text: String::new(),
            claimed_fen: None,
            insured_fen: None,
            freight_fen: None,
            pictures: Vec::new(),
        }
    }
}

/// A field that keeps a body from being taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// The field's name.
    pub field: String,
    /// What is wrong with it.
    pub code: &'static str,
}

/// Every field that keeps a body from being taken in.
#[derive(Serialize, ToSchema)]
pub struct Problems {
    problems: Vec<Problem>,
}

/// A ticket that can be taken in: everything its opening needs but its number, and what goes into a note.
#[derive(Clone, Debug)]
pub struct Brought {
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: CategoryCode,
    /// How much is asked for.
    pub claimed_fen: Option<Fen>,
    /// The parcel.
    pub shipment: Shipment,
    /// Who, and what they said.
    pub told: Told,
    /// As it came.
    pub form: TicketBrought,
}

/// A JSON body, refused field by field.
pub struct FormJson<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for FormJson<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        use axum::response::IntoResponse;
        let ApiJson(fields) = ApiJson::<Map<String, Value>>::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        read(fields).map(Self).map_err(refused)
    }
}

/// The form of these fields; otherwise each that it does not know, or that is of another type.
fn read<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Vec<Problem>> {
    if let Ok(form) = serde_json::from_value(Value::Object(fields.clone())) {
        return Ok(form);
    }
    // Every field may be missing, so that one that is read by itself tells of itself alone.
    let is_unreadable = |(name, value): &(String, Value)| {
        let alone = Map::from_iter([(name.clone(), value.clone())]);
        serde_json::from_value::<T>(Value::Object(alone)).is_err()
    };
    let unreadable = fields.into_iter().filter(is_unreadable);
    Err(unreadable.map(|(field, _)| Problem { field, code: "unreadable" }).collect())
}

/// What a body with problems is answered.
pub fn refused(problems: Vec<Problem>) -> Response {
    let message = "the body cannot be taken in as it is; nothing was kept";
    ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "form_invalid", message)
        .answer_with(Problems { problems })
}

impl TicketBrought {
    /// What it says, or every field that keeps it from being taken in.
    pub fn parse(mut self, policy: &Policy) -> Result<Brought, Vec<Problem>> {
        // Spaces around it are nobody's number.
        self.reference = self.reference.trim().to_owned();
        let mut problems = Vec::new();
        let mut problem = |field: &str, code| problems.push(Problem { field: field.to_owned(), code });
        match self.reference.chars().count() {
            0 => problem("reference", "reference_missing"),
            1..=MOST_REFERENCE_CHARS => {}
            _ => problem("reference", "text_too_long"),
        }
        if !policy.channels().iter().any(|it| it.code.as_str() == self.channel) {
            problem("channel", "channel_unknown");
        }
        let kind = self.kind.parse::<Kind>().ok();
        if kind.is_none() {
            problem("kind", "kind_unknown");
        }
        let category = self.category.as_deref().map(CategoryCode::from);
        if category.as_ref().is_some_and(|code| policy.category(code).is_none()) {
            problem("category", "category_unknown");
        }
        let is_role = policy.roles().iter().any(|it| it.code.as_str() == self.role);
        if !is_role {
            problem("role", "role_unknown");
        }
        if !policy.answer_by().iter().any(|it| it.code.as_str() == self.answer_by) {
            problem("answer_by", "answer_by_unknown");
        }
        let is_demand = |said: &String| policy.demands().iter().any(|it| it.code.as_str() == said);
        if !self.demands.iter().all(is_demand) {
            problem("demands", "demand_unknown");
        }
        for (field, fen) in self.amounts() {
            if fen.is_some_and(|fen| fen <= 0 || Fen::new(fen).is_err()) {
                problem(field, "amount_invalid");
            }
        }
        for (field, text) in self.lines() {
            if text.chars().count() > MOST_LINE_CHARS {
                problem(field, "text_too_long");
            }
        }
        if [&self.story, &self.demand_text].map(|text| text.chars().count()).iter().sum::<usize>()
            > LONGEST_TEXT_CHARS
        {
            problem("story", "text_too_long");
        }
        if self.pictures.len() > MOST_PICTURES {
            problem("pictures", "too_many");
        }
        let is_link = |link: &String| {
            let is_web = link.starts_with("https://") || link.starts_with("http://");
            is_web && link.chars().count() <= MOST_LINK_CHARS && !link.chars().any(char::is_whitespace)
        };
        if !self.pictures.iter().all(is_link) {
            problem("pictures", "link_invalid");
        }
        let told = self.told();
        // Who came is not known without a role.
        if let Some(kind) = kind.filter(|_| is_role) {
            let matter = Matter {
                kind,
                has_category: category.is_some(),
                who: told.parties.who_came(&self.role.as_str().into()),
                waybill: &self.waybill,
                story: &self.story,
            };
            for lacking in matter.lacks() {
                let (field, code) = match lacking {
                    Lacking::Name => ("parties", "name_missing"),
                    Lacking::Contact => ("parties", "contact_missing"),
                    Lacking::Category => ("category", "category_missing"),
                    Lacking::Story => ("story", "story_missing"),
                };
                problem(field, code);
            }
        }
        let Some(kind) = kind.filter(|_| problems.is_empty()) else { return Err(problems) };
        let fen = |fen: Option<i64>| fen.and_then(|fen| Fen::new(fen).ok());
        Ok(Brought {
            kind,
            category: category.unwrap_or(CategoryCode::OTHER),
            claimed_fen: fen(self.claimed_fen),
            shipment: Shipment {
                waybill: normalize(&self.waybill),
                carrier: self.carrier.clone(),
                posted_on: self.posted_on,
                promised_on: None,
                freight_fen: fen(self.freight_fen),
                insured_fen: fen(self.insured_fen),
                declared_fen: None,
            },
            told,
            form: self,
        })
    }

    fn amounts(&self) -> [(&'static str, Option<i64>); 3] {
        [
            ("claimed_fen", self.claimed_fen),
            ("insured_fen", self.insured_fen),
            ("freight_fen", self.freight_fen),
        ]
    }

    /// Whatever is a line, by its field.
    fn lines(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let PartiesBrought { sender, recipient, agent } = &self.parties;
        let parties = [sender, recipient, agent].into_iter().flat_map(|party| {
            let PartyBrought { name, phone, other_contact, address } = party;
            [name, phone, other_contact, address].map(|text| ("parties", text.as_str()))
        });
        let carrier = self.carrier.as_deref().unwrap_or_default();
        [("waybill", &*self.waybill), ("carrier", carrier), ("contents", &*self.contents)]
            .into_iter()
            .chain(parties)
    }

    fn told(&self) -> Told {
        let party = |brought: &PartyBrought| {
            let PartyBrought { name, phone, other_contact, address } = brought.clone();
            Party { name, phone, other_contact, address }
        };
        Told {
            parties: Parties {
                sender: party(&self.parties.sender),
                recipient: party(&self.parties.recipient),
                agent: party(&self.parties.agent),
            },
            story: self.story.clone(),
            demand_text: self.demand_text.clone(),
            items_kept: String::new(),
        }
    }

    /// What is asked for.
    pub fn demanded(&self) -> Vec<Demand> {
        self.demands.iter().map(|demand| demand.as_str().into()).collect()
    }
}
