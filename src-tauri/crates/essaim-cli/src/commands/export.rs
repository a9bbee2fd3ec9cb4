//! Writing a bundle.

use essaim_model::{OrganisationId, schema};
use essaim_ops::exchange::{
    self, ExportRequest, Exported, Posted, Posting, Recipient, Selection, Target, carrier,
};
use essaim_ops::{OpError, Workspace};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::{Carrier, Export, Purpose};
use crate::session::Session;
use crate::words::Words;

/// Writes a bundle of published records, and tells what is in it and what stayed.
pub(super) fn export(asked: &Export, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    if let Some(kind) = asked.kind.as_deref()
        && schema::kind(kind).is_none()
    {
        return Err(OpError::UnknownKind(kind.to_owned()).into());
    }
    let selection = match (&asked.kind, asked.all) {
        (_, true) => Selection::All,
        (Some(kind), _) => Selection::Kind(kind.clone()),
        _ => Selection::Records(asked.record.clone()),
    };
    let request = ExportRequest {
        publish: asked.publish,
        limits: session.limits,
        max_size: asked
            .max_size
            .map(|mebibytes| mebibytes.saturating_mul(1 << 20)),
        purpose: match asked.purpose {
            Purpose::Share => exchange::Purpose::Share,
            Purpose::Feedback => exchange::Purpose::Feedback,
        },
        to: recipient(&workspace, asked.to.as_deref())?,
        ..ExportRequest::of(selection)
    };
    let posting = Posting {
        carrier: match asked.carrier {
            Carrier::Essaim => carrier::Carrier::Essaim,
            Carrier::Zip => carrier::Carrier::Zip,
            Carrier::Eml => carrier::Carrier::Mail,
            Carrier::Pdf => carrier::Carrier::Pdf,
        },
        passphrase: asked.secret.passphrase()?,
        language: session.language(),
    };
    let posted = workspace
        .export_in(
            &request,
            &posting,
            &target(&workspace, asked)?,
            &session.watch(),
        )?
        .value;
    Ok(answer(&posted, &posting, session.words))
}

/// The first file in full, the others by what tells them apart, and the letter.
fn answer(posted: &Posted, posting: &Posting, words: Words) -> Answer {
    let mut json = described(&posted.first, posting.carrier.name());
    let mut lines = text(&posted.first, words);
    if !posted.others.is_empty() {
        let file = |one: &Exported| json!({"bundle_id": one.bundle_id, "file": one.file.display().to_string(), "bytes": one.bytes});
        let all = std::iter::once(&posted.first).chain(&posted.others);
        json["files"] = all.map(file).collect();
    }
    for other in &posted.others {
        lines.push_str(&format!(
            "\n{} ({})",
            other.file.display(),
            words.size(other.bytes)
        ));
    }
    if let Some(letter) = &posted.letter {
        json["letter"] = json!({"subject": letter.subject, "text": letter.text});
    }
    Answer::new(json, lines)
}

/// A file, or a folder that is there: then beside what is in it, under a name of its own.
fn target(workspace: &Workspace, asked: &Export) -> Result<Target, OpError> {
    if !asked.out.is_dir() {
        return Ok(Target::File(asked.out.clone()));
    }
    let sender = workspace.sender(workspace.organisation()?)?.name;
    let title = match asked.record.first() {
        Some(id) => workspace.show(id)?.entry.title,
        None => String::new(),
    };
    let day = workspace.machine().clock.today();
    Ok(Target::Folder {
        folder: asked.out.clone(),
        name: named(
            exchange::suggested_name(&sender, &title, &day),
            asked.carrier,
        ),
        drive: None,
    })
}

/// The proposed name with the ending of what carries the bundle.
fn named(name: String, carrier: Carrier) -> String {
    let ending = match carrier {
        Carrier::Essaim => return name,
        Carrier::Zip => "zip",
        Carrier::Eml => "eml",
        Carrier::Pdf => "pdf",
    };
    std::path::Path::new(&name)
        .with_extension(ending)
        .display()
        .to_string()
}

/// Whom it is for: a correspondent by its id, which must be known here, or someone by name.
fn recipient(workspace: &Workspace, to: Option<&str>) -> Result<Recipient, OpError> {
    let Some(who) = to else {
        return Ok(Recipient::Unsaid);
    };
    match who.parse::<OrganisationId>() {
        Ok(id) => {
            workspace.keys(Some(id))?;
            Ok(Recipient::Known(id))
        }
        Err(_) => Ok(Recipient::Named(who.to_owned())),
    }
}

fn described(exported: &Exported, carrier: &str) -> Json {
    let preview = &exported.preview;
    let records: Vec<Json> = preview
        .records
        .iter()
        .map(|record| json!({"id": record.id, "kind": record.kind, "title": record.title}))
        .collect();
    let attachments: Vec<Json> = preview
        .attachments
        .iter()
        .map(|file| json!({"name": file.name, "size": file.size, "record": file.record, "sha256": file.hash.to_string()}))
        .collect();
    let left_out: Vec<Json> = preview
        .left_out
        .iter()
        .map(|left| json!({"what": left.what, "why": left.why.code()}))
        .collect();
    let personal: Vec<Json> = preview
        .records
        .iter()
        .flat_map(|record| record.findings.iter().map(move |(path, finding)| (record, path, finding)))
        .map(|(record, path, finding)| json!({"id": record.id, "field": path.as_str(), "text": finding.passage}))
        .collect();
    let answering = preview.answering.as_ref().map(|answering| {
        let seen = answering.seen.len();
        json!({"id": answering.to.to_string(), "name": answering.name, "records": seen, "bundles": answering.bundles})
    });
    json!({
        "number": exported.number,
        "seen_of_addressee": answering,
        "bundle_id": exported.bundle_id,
        "file": exported.file.display().to_string(),
        "bytes": exported.bytes,
        "carrier": carrier,
        "records": records,
        "attachments": attachments,
        "left_out": left_out,
        "personal": personal,
    })
}

fn text(exported: &Exported, words: Words) -> String {
    let preview = &exported.preview;
    let file = format!(
        "{} ({})",
        exported.file.display(),
        words.size(exported.bytes)
    );
    let counts = format!(
        "{}, {}",
        words.count(
            preview.records.len(),
            ["fiche", "fiches"],
            ["record", "records"]
        ),
        words.count(
            preview.attachments.len(),
            ["pièce", "pièces"],
            ["attachment", "attachments"]
        ),
    );
    let mut lines = vec![words.named(&file, counts)];
    lines.extend(
        preview
            .records
            .iter()
            .map(|record| format!("  {}  {}", record.id, record.title)),
    );
    if !preview.left_out.is_empty() {
        lines.push(words.pick("Restent ici :", "Left out:").to_owned());
        lines.extend(
            preview
                .left_out
                .iter()
                .map(|left| format!("  {} ({})", left.what, words.reason(left.why))),
        );
    }
    let findings: usize = preview
        .records
        .iter()
        .map(|record| record.findings.len())
        .sum();
    if findings > 0 {
        let what = words.count(
            findings,
            [
                "passage ressemble à une donnée personnelle.",
                "passages ressemblent à des données personnelles.",
            ],
            [
                "passage looks like personal data.",
                "passages look like personal data.",
            ],
        );
        lines.push(what);
    }
    lines.join("\n")
}
