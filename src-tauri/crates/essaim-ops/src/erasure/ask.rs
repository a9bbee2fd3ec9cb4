//! Asking those who have a copy to erase it too: whom, for which records, in which words, and whether it was done.
//!
//! It is worked out from the orders to erase and the register of what was sent, both of which name places and never the person:
//! so it can be asked weeks later, and also for what another desktop of the commune erased.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use essaim_documents::request;
use essaim_model::document::text_key;
use essaim_model::schema::{self, Label, SharingClass};
use essaim_model::{OrganisationId, RevisionHash};
use essaim_store::{RecordKey, RecordRef, View};

use crate::error::Language;
use crate::exchange::{Letter, SentBundle, rfc3339, suggested_name};
use crate::transact::Mutation;
use crate::{OpError, Tag, Workspace, paper, sender};

/// What was asked already: for each asking, when. In the workspace's own values.
const ASKED: &str = "erasure.asked";
/// Whom a bundle went to when nobody said.
const UNSAID: &str = "unsaid";

/// Somebody to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// What names them here.
    pub key: String,
    /// The organisation, where it is a correspondent.
    pub organisation: Option<OrganisationId>,
    /// Their name; empty for bundles of which nobody said whom they were for.
    pub name: String,
    /// Their generic mailbox, where their card has one.
    pub mailbox: Option<String>,
    /// What they have.
    pub records: Vec<AskedRecord>,
    /// When they were asked, milliseconds since 1970-01-01 UTC; none while something is still to be asked.
    pub asked_ms: Option<u64>,
}

/// A record of which they have a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedRecord {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title, as it is now.
    pub title: String,
    /// The fields, by their labels where this version knows them.
    pub fields: Vec<(String, Option<Label>)>,
    /// The bundles it was in: file name and when, milliseconds since 1970-01-01 UTC.
    pub bundles: Vec<(String, u64)>,
    /// It is theirs, and came from them.
    pub theirs: bool,
    mark: String,
}

/// Those to be asked, by their key.
type Found = BTreeMap<String, Request>;

impl Workspace {
    /// Who has a copy of what was erased here, those still to be asked first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn erasure_requests(&self) -> Result<Vec<Request>, OpError> {
        let (sent, own) = (self.sent()?, self.organisation()?);
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let asked = asked(&view)?;
        let mut found = Found::new();
        for (key, paths) in view.erasures()? {
            let Some(record) = view.record(&key)? else {
                continue;
            };
            if key.owner != own {
                let fields: BTreeSet<String> = paths.iter().map(ToString::to_string).collect();
                let request = found.entry(key.owner.to_string()).or_default();
                request.organisation = Some(key.owner);
                add(&view, request, &record, &fields, None)?;
            }
            for bundle in &sent {
                let fields = held(&view, bundle, &record)?;
                if !fields.is_empty() {
                    let request = addressee(&mut found, bundle);
                    add(&view, request, &record, &fields, Some(bundle))?;
                }
            }
        }
        let mut requests = Vec::new();
        for (key, mut request) in found {
            if let Some(organisation) = request.organisation {
                let card = sender::card(&view, organisation, now_ms)?;
                (request.name, request.mailbox) = (card.name, card.mailbox);
            }
            request.key = key;
            let marks = request
                .records
                .iter()
                .map(|one| asked.get(&mark(&request.key, one)));
            // The last asking, when all has been asked.
            let done = marks.collect::<Option<Vec<&u64>>>();
            request.asked_ms = done.and_then(|done| done.into_iter().max().copied());
            requests.push(request);
        }
        requests.sort_by(|one, other| {
            let rank = |one: &Request| (one.asked_ms.is_some(), one.name.is_empty());
            (rank(one), &one.name).cmp(&(rank(other), &other.name))
        });
        Ok(requests)
    }

    /// What to write to somebody who is to be asked. The person is named only where their name is given: here it is gone.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn erasure_letter(
        &self,
        request: &Request,
        person: Option<&str>,
        language: Language,
    ) -> Result<Letter, OpError> {
        let written = self.written(request, person, language)?;
        Ok(Letter {
            subject: written.subject,
            text: written.text,
        })
    }

    /// Writes the letter as an e-mail draft: into that file, or under a free name into that folder. Gives the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_erasure_draft(
        &self,
        request: &Request,
        person: Option<&str>,
        language: Language,
        target: &Path,
    ) -> Result<PathBuf, OpError> {
        let written = self.written(request, person, language)?;
        let clock = &self.machine().clock;
        let seconds = i64::try_from(clock.now_ms() / 1000).unwrap_or(0);
        let seal = text_key(&format!("{} {}", request.key, written.text));
        let draft = request::draft(&written, request.mailbox.as_deref(), &seal, seconds);
        if target.is_dir() {
            let name = suggested_name(&request.name, "effacement", &clock.today());
            return paper::write_into(target, name.trim_end_matches(".essaim"), "eml", &draft);
        }
        paper::write_at(self.machine(), target, &draft)?;
        Ok(target.to_owned())
    }

    /// Notes that somebody was asked for all that is to be asked of them today.
    ///
    /// # Errors
    /// There is nobody of that key, or the workspace cannot be written.
    pub fn note_erasure_asked(&self, key: &str) -> Result<Mutation<()>, OpError> {
        let requests = self.erasure_requests()?;
        let request = requests.iter().find(|request| request.key == key);
        let request = request.ok_or_else(|| OpError::NotFound(key.to_owned()))?;
        let now_ms = self.machine().clock.now_ms();
        self.transact_with(|session| {
            let mut asked = asked(&session.view())?;
            for record in &request.records {
                asked.entry(mark(key, record)).or_insert(now_ms);
            }
            // Text and numbers: nothing that JSON cannot write.
            let json = serde_json::to_string(&asked).unwrap_or_default();
            session.tx.set_meta(ASKED, &json)?;
            session.tag(Tag::Exchanges);
            Ok(((), None))
        })
    }

    fn written(
        &self,
        request: &Request,
        person: Option<&str>,
        language: Language,
    ) -> Result<essaim_documents::letter::Written, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let own = self.organisation()?;
        let card = sender::card(&self.reader().view(), own, now_ms)?;
        let person = person.map(str::trim).filter(|person| !person.is_empty());
        let asked = request::Request {
            sender: card.name,
            person: person.map(str::to_owned),
            records: request
                .records
                .iter()
                .map(|one| told(one, language))
                .collect(),
        };
        Ok(asked.write(language.into()))
    }
}

/// Which fields that were erased from a record a bundle held.
fn held(
    view: &View<'_>,
    bundle: &SentBundle,
    record: &RecordRef,
) -> Result<BTreeSet<String>, OpError> {
    let mut fields = BTreeSet::new();
    for sent in bundle.report.of(record.key.id.as_str()) {
        if let Ok(hash) = sent.revision.parse::<RevisionHash>() {
            let erased = view.erased_from(hash, &record.key)?;
            fields.extend(erased.iter().map(ToString::to_string));
        }
    }
    let leaves =
        schema::kind(&record.kind).is_some_and(|kind| kind.class == SharingClass::Shareable);
    if fields.is_empty() && bundle.report.is_cut() && leaves {
        // The register does not name all that was in it: better ask once too often.
        let erased = view.erasures()?.remove(&record.key).unwrap_or_default();
        fields.extend(erased.iter().map(ToString::to_string));
    }
    Ok(fields)
}

/// Whom a bundle went to, among those found.
fn addressee<'a>(found: &'a mut Found, bundle: &SentBundle) -> &'a mut Request {
    let to = bundle.report.to.clone().unwrap_or_default();
    let key = match (to.id, to.name.trim()) {
        (Some(id), _) => id.to_string(),
        (None, "") => UNSAID.to_owned(),
        (None, name) => text_key(&essaim_model::fold::fold(name)),
    };
    let request = found.entry(key).or_default();
    request.organisation = request.organisation.or(to.id);
    if request.name.is_empty() {
        request.name = to.name.trim().to_owned();
    }
    request
}

fn add(
    view: &View<'_>,
    request: &mut Request,
    record: &RecordRef,
    fields: &BTreeSet<String>,
    bundle: Option<&SentBundle>,
) -> Result<(), OpError> {
    let id = record.key.id.to_string();
    let theirs = request.organisation == Some(record.key.owner);
    let at = request.records.iter().position(|one| one.id == id);
    let asked = match at {
        Some(at) => &mut request.records[at],
        None => {
            request.records.push(AskedRecord {
                kind: record.kind.clone(),
                title: view
                    .entry(record.rec)?
                    .map(|entry| entry.title)
                    .unwrap_or_default(),
                fields: Vec::new(),
                bundles: Vec::new(),
                theirs,
                mark: marked(&record.key),
                id,
            });
            let last = request.records.len() - 1;
            &mut request.records[last]
        }
    };
    let kind = schema::kind(&record.kind);
    for field in fields {
        if asked.fields.iter().all(|(known, _)| known != field) {
            let path = essaim_model::Path::new(field.clone());
            let known = path.and_then(|path| kind.and_then(|kind| kind.field_at(&path)));
            asked
                .fields
                .push((field.clone(), known.map(|field| field.label)));
        }
    }
    asked
        .bundles
        .extend(bundle.map(|bundle| (bundle.file_name.clone(), bundle.ms)));
    Ok(())
}

fn marked(key: &RecordKey) -> String {
    format!("{} {}", key.owner, text_key(key.id.as_str()))
}

/// What names an asking: of whom, for which record, and how much of it. What is erased or found later is asked anew.
fn mark(key: &str, record: &AskedRecord) -> String {
    let (fields, bundles) = (record.fields.len(), record.bundles.len());
    format!("{key} {} {fields} {bundles}", record.mark)
}

fn asked(view: &View<'_>) -> Result<BTreeMap<String, u64>, OpError> {
    let json = view.meta(ASKED)?.unwrap_or_default();
    Ok(serde_json::from_str(&json).unwrap_or_default())
}

fn told(one: &AskedRecord, language: Language) -> request::Asked {
    let label = |(path, label): &(String, Option<Label>)| match (label, language) {
        (Some(label), Language::French) => label.fr.to_owned(),
        (Some(label), Language::English) => label.en.to_owned(),
        (None, _) => path.clone(),
    };
    let mut fields: Vec<String> = one.fields.iter().map(label).collect();
    fields.dedup();
    let mut days: Vec<String> = one
        .bundles
        .iter()
        .rev()
        .map(|(_, ms)| rfc3339(*ms).chars().take(10).collect())
        .collect();
    days.dedup();
    request::Asked {
        title: one.title.clone(),
        fields,
        days,
        theirs: one.theirs,
    }
}
