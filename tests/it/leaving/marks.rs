//! A commune whose every path of every kind holds a mark of its own, so that what left can be searched for it.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::RecordId;
use essaim_model::document::Change;
use essaim_model::schema::{self, Field, FieldType, Kind, SharingClass};
use essaim_revision::certificate::{CertificateEnvelope, seal};
use essaim_revision::{Body, Clock, DeviceKey, Stamp, State};
use essaim_store::{Prepared, Source, Store};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::{Map, Value as Json, json};

use super::Tried;
use super::searched::forms;

/// The marks, each with the kind and path that it fills.
#[derive(Default)]
pub(super) struct Marks {
    next: u32,
    of: BTreeMap<String, String>,
}

impl Marks {
    /// A new mark, in a form that the type takes.
    fn mark(&mut self, place: &str, form: impl Fn(u32) -> String) -> String {
        self.next += 1;
        let mark = form(self.next);
        self.of.insert(mark.clone(), place.to_owned());
        mark
    }

    fn text(&mut self, place: &str) -> String {
        self.mark(place, |n| format!("zq{n:05}x"))
    }

    fn day(&mut self, place: &str) -> String {
        // Days that nobody else writes: of a century past.
        self.mark(place, |n| {
            format!(
                "{}-{:02}-{:02}",
                1801 + n / 300,
                1 + n / 25 % 12,
                1 + n % 25
            )
        })
    }

    fn number(&mut self, place: &str) -> String {
        self.mark(place, |n| format!("7{n:05}31.25"))
    }

    /// A value of the field, all of it marks. `None` for what has no room for one.
    fn value(&mut self, field: &Field, place: &str) -> Option<Json> {
        Some(match field.ty {
            FieldType::Line(_) | FieldType::Prose(_) | FieldType::Address => {
                self.text(place).into()
            }
            FieldType::Date => self.day(place).into(),
            FieldType::Decimal => self.number(place).into(),
            FieldType::Money => {
                json!({"amount": self.number(place), "currency": "EUR", "tax": "ht"})
            }
            FieldType::Reading => self.reading(place),
            FieldType::Readings => json!([self.reading(place)]),
            FieldType::Texts(_) => json!([self.text(place)]),
            FieldType::Code(schema::Code::Insee) => self.mark(place, |n| format!("Z{n:04}")).into(),
            FieldType::Code(schema::Code::Siren) => self.mark(place, |n| format!("8{n:08}")).into(),
            FieldType::Items(fields) => {
                let items = fields.iter().filter_map(|inside| {
                    let place = format!("{place}.{}", inside.name);
                    Some((inside.name.to_owned(), self.value(inside, &place)?))
                });
                let item: Map<String, Json> = items.collect();
                json!([item])
            }
            // A choice has no room for a mark: the untyped project below has one in each. Links are checked by the titles
            // of what they lead to, files by their own test.
            FieldType::Choice(choices) => choices[0].name.into(),
            FieldType::Flag
            | FieldType::Order
            | FieldType::File
            | FieldType::Reference(_)
            | FieldType::Origin => return None,
        })
    }

    fn reading(&mut self, place: &str) -> Json {
        json!({"date": self.day(place), "value": self.number(place), "comment": self.text(place), "source": self.text(place)})
    }

    fn document(&mut self, kind: &'static Kind) -> Map<String, Json> {
        let fields = kind
            .all_fields()
            .filter(|field| field.name != "attachments");
        fields
            .filter_map(|field| {
                let place = format!("{}.{}", kind.name, field.name);
                Some((field.name.to_owned(), self.value(field, &place)?))
            })
            .collect()
    }

    /// A record with one child of each sort, and a file whose name, caption and bytes are marks.
    fn whole(&mut self, desk: &Desk, kind: &'static Kind) -> Tried<Map<String, Json>> {
        let mut document = self.document(kind);
        for child in kind.children {
            let of = schema::kind(child.kind).ok_or("a child's kind is known")?;
            document.insert(child.list.to_owned(), json!([self.whole(desk, of)?]));
        }
        if !kind.children.is_empty() || kind.class == SharingClass::Shareable {
            let (name, bytes) = (
                self.text(&format!("{}.attachments", kind.name)),
                self.text(&format!("{}.attachments", kind.name)),
            );
            let path = desk.file(&format!("{name}.txt"), bytes)?;
            let caption = self.text(&format!("{}.attachments", kind.name));
            document.insert(
                "attachments".into(),
                json!([{"path": path, "caption": caption}]),
            );
        }
        Ok(document)
    }

    /// The marks found in what went out, by the kind and path they fill.
    pub(super) fn found(&self, haystack: &str) -> BTreeSet<&str> {
        let inside = self.of.iter().filter(|(mark, _)| {
            forms(mark)
                .iter()
                .any(|form| haystack.contains(form.as_str()))
        });
        inside.map(|(_, place)| place.as_str()).collect()
    }

    /// Those of kinds that never leave.
    pub(super) fn internal(&self, haystack: &str) -> BTreeSet<&str> {
        let stays = |place: &&str| {
            let kind = place.split('.').next().and_then(schema::kind);
            kind.is_none_or(|kind| kind.class == SharingClass::Internal)
        };
        self.found(haystack).into_iter().filter(stays).collect()
    }
}

/// A commune whose every path of every kind holds a mark.
pub(super) struct Filled {
    pub(super) desk: Desk,
    pub(super) marks: Marks,
    pub(super) project: String,
    pub(super) records: Vec<String>,
}

pub(super) fn filled() -> Tried<Filled> {
    let (desk, author) = (roubaix()?, saint_amand()?);
    author.new_record(
        "solution",
        &json!({"id": "maison", "title": "La maison à 1 €"}),
    )?;
    desk.receive(&author.bundle("maison.essaim", &["maison"])?)?;
    let mut marks = Marks::default();
    let mut records = Vec::new();
    let mut project = String::new();
    for kind in schema::KINDS.iter().filter(|kind| !kind.system) {
        let mut document = marks.whole(&desk, kind)?;
        match kind.name {
            // Children come with their project; reports and feedback are made below as people make them.
            "report" | "feedback" | "adoption" => continue,
            _ if kind.field("project").is_some() && kind.class == SharingClass::Internal => {
                continue;
            }
            "project" => {
                let owner = author.organisation()?.to_string();
                let revision = "0".repeat(64);
                document.insert(
                    "adapted_from".into(),
                    json!({"record": "maison", "owner": owner, "revision": revision}),
                );
            }
            _ => {}
        }
        let id = desk.new_record(kind.name, &Json::Object(document))?;
        if kind.name == "project" {
            project.clone_from(&id);
        }
        records.push(id);
    }
    let agent = essaim_ops::workspace::Agent {
        person: marks.text("agent.title"),
        service: marks.text("agent.service"),
    };
    desk.set_agent(&agent)?;
    records.extend(untyped(&desk, &mut marks)?);
    Ok(Filled {
        desk,
        marks,
        project,
        records,
    })
}

/// Records as another program of ours may have written them: every leaf is a mark, choices too; internal kinds, system kinds,
/// and a kind that this program does not know.
fn untyped(desk: &Desk, marks: &mut Marks) -> Tried<Vec<String>> {
    let (root, key) = (desk.root_key()?, DeviceKey::from_seed(&[77; 32]));
    let now = desk.machine.machine.clock.now_ms();
    let mut store = Store::open(&desk.path("workspace"))?;
    let device = key.public().device();
    let kinds = schema::KINDS
        .iter()
        .filter(|kind| kind.class == SharingClass::Internal);
    let mut wanted: Vec<(&str, Vec<String>)> = kinds
        .map(|kind| {
            (
                kind.name,
                kind.all_fields()
                    .flat_map(|field| paths(field, field.name))
                    .collect(),
            )
        })
        .collect();
    wanted.push(("dream", vec!["title".into(), "wish/a/name".into()]));
    let mut ids = Vec::new();
    store.transaction(now, |tx| {
        let envelope = CertificateEnvelope::issue(&root, &key.public(), now);
        let certificate = envelope
            .verify()
            .map_err(|error| essaim_store::StoreError::Corrupt(error.to_string()))?;
        tx.add_certificate(&certificate, &envelope)?;
        for (n, (kind, paths)) in (1..).zip(&wanted) {
            let changes: Vec<Change> = paths
                .iter()
                .filter_map(|path| {
                    let mark = marks.text(&format!("{kind}.{path}"));
                    Some(Change::Set(essaim_model::Path::new(path)?, mark.into()))
                })
                .collect();
            let (stamp, clock) = (
                Stamp { device, n },
                Clock {
                    ms: now,
                    counter: 0,
                },
            );
            let id = format!("untyped-{kind}").replace('_', "-");
            let Ok(record) = RecordId::new(id.clone()) else {
                continue;
            };
            let body = Body {
                kind: (*kind).to_owned(),
                record,
                owner: root.public().organisation(),
                class: "internal".to_owned(),
                device,
                n,
                clock,
                state: State::default().apply(stamp, clock, &changes),
            };
            tx.append(&Prepared::new(seal(body, &key), now)?, Source::Local)?;
            ids.push(id);
        }
        Ok::<_, essaim_store::StoreError>(())
    })?;
    Ok(ids)
}

/// The paths of a field's leaves. What puts a record in the trash, or makes it a sample, would keep it here by itself.
fn paths(field: &Field, path: &str) -> Vec<String> {
    match field.ty {
        _ if ["trashed", "sample"].contains(&field.name) => Vec::new(),
        FieldType::Items(fields) => fields
            .iter()
            .flat_map(|inside| paths(inside, &format!("{path}/a/{}", inside.name)))
            .collect(),
        FieldType::Readings | FieldType::Texts(_) => vec![format!("{path}/a")],
        _ => vec![path.to_owned()],
    }
}
