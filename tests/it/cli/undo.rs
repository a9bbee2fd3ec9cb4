//! Every operation can be taken back and done again, also after a restart.

use essaim_ops::exchange::{Limits, Silent};
use essaim_ops::record::{Choice, Decision};
use essaim_ops::workspace::Agent;
use essaim_ops::{Op, Workspace};
use essaim_testkit::{Desk, beside, roubaix, saint_amand};
use serde_json::{Value, json};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// An operation, to be carried out on a workspace.
type Act = Box<dyn Fn(&Workspace) -> Tried>;

fn done<T>(_: T) -> Tried {
    Ok(())
}

/// A desktop with one record of each sort that operations need, and a bundle from elsewhere.
struct Scene {
    desk: Desk,
    other: Desk,
    bundle: std::path::PathBuf,
}

fn scene() -> Tried<Scene> {
    let (desk, other) = (roubaix()?, saint_amand()?);
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Fiche", "steps": [{"id": "s", "title": "Un"}]}),
    )?;
    desk.new_record("solution", &json!({"id": "published", "title": "Publiée"}))?;
    desk.publish("published")?;
    desk.new_record("solution", &json!({"id": "trashed", "title": "Jetée"}))?;
    desk.trash("trashed")?;
    desk.new_record(
        "project",
        &json!({"id": "project", "title": "Projet", "indicators": [{"id": "i", "name": "Nombre"}]}),
    )?;
    desk.file("note.txt", "une note")?;
    other.new_record("solution", &json!({"id": "theirs", "title": "La leur"}))?;
    let bundle = other.bundle("theirs.essaim", &["theirs"])?;
    Ok(Scene {
        desk,
        other,
        bundle,
    })
}

/// What people see of everything that the operations touch.
fn seen(desk: &Desk) -> Tried<Value> {
    let everything = |kind: &str| -> Tried<Value> {
        let records = desk.show_all(kind, &|_| true)?;
        let said = |record: &essaim_ops::record::Shown| {
            let mut json = record.to_json();
            as_told(&mut json);
            let published = format!("{:?}", record.published);
            json["published"] = published.contains("Yes").into();
            json["to_decide"] = record.conflicts.len().into();
            let source = desk.source(record.entry.key.id.as_str()).ok().flatten();
            json["news"] = source.map_or(0, |source| source.parts.len()).into();
            json
        };
        Ok(records.iter().map(said).collect())
    };
    let senders: Vec<String> = desk
        .senders()?
        .iter()
        .filter(|sender| sender.trust != essaim_ops::Trust::Unknown)
        .map(|sender| format!("{} {:?}", sender.name, sender.trust))
        .collect();
    let taken_in = desk
        .imports()?
        .iter()
        .filter(|line| !line.import.hidden)
        .count();
    let agent = desk.agent(desk.identity()?.device)?;
    Ok(json!({
        "solutions": everything("solution")?, "projects": everything("project")?, "senders": senders,
        "reports": everything("report")?, "feedback": everything("feedback")?,
        "agent": [agent.person, agent.service],
        "imports": taken_in,
    }))
}

/// Without the revisions, of which every step makes more.
fn as_told(json: &mut Value) {
    match json {
        Value::Object(members) => {
            members.remove("revision");
            members.values_mut().for_each(as_told);
        }
        Value::Array(items) => items.iter_mut().for_each(as_told),
        _ => {}
    }
}

fn first_import(workspace: &Workspace) -> Tried<String> {
    let imports = workspace.imports()?;
    Ok(imports.first().ok_or("an import")?.import.id.clone())
}

/// What must be there before the operation, and the operation itself. A closed list: a new operation needs its line here.
fn carry_out(op: Op, scene: &Scene) -> Tried<Act> {
    let desk = &scene.desk;
    let (bundle, note, theirs) = (
        scene.bundle.clone(),
        desk.path("note.txt"),
        scene.other.organisation()?,
    );
    if matches!(op, Op::ImportDecided | Op::ImportRestored) {
        desk.receive(&bundle)?;
    }
    if matches!(op, Op::ImportRestored) {
        desk.hide_import(&first_import(desk)?)?;
    }
    if matches!(op, Op::SenderDecided) {
        desk.import(&bundle, &Limits::DEFAULT, false, None, &Silent)?;
    }
    Ok(match op {
        Op::RecordsAdded => Box::new(|w| {
            let document = json!({"id": "new", "title": "Nouvelle"})
                .as_object()
                .cloned()
                .unwrap_or_default();
            let addition = essaim_ops::record::Addition {
                kind: "solution",
                base: None,
            };
            w.add(addition, &mut std::iter::once(Ok(document)))?;
            Ok(())
        }),
        Op::RecordWritten => Box::new(|w| {
            let patch = json!({"summary": "Résumé", "steps": [{"id": "s", "deleted": true}, {"id": "t", "title": "Deux"}]});
            w.set("sheet", &patch.as_object().cloned().unwrap_or_default())?;
            Ok(())
        }),
        Op::RecordTrashed => Box::new(|w| done(w.trash("sheet")?)),
        Op::RecordRestored => Box::new(|w| done(w.restore("trashed")?)),
        Op::StarterLoaded => Box::new(|w| done(w.load_starter(None)?)),
        Op::FileAttached => {
            Box::new(move |w| done(w.attach("sheet", std::slice::from_ref(&note))?))
        }
        Op::RecordPublished => Box::new(|w| done(w.publish("sheet")?)),
        Op::RecordWithdrawn => Box::new(|w| done(w.withdraw("published")?)),
        Op::SolutionAdopted => Box::new(|w| done(w.adopt("sheet")?)),
        Op::SolutionAdapted => Box::new(|w| done(w.adapt("sheet")?)),
        Op::ProjectCapitalised => Box::new(|w| done(w.capitalise("project")?)),
        Op::BundleImported => {
            Box::new(move |w| done(w.import(&bundle, &Limits::DEFAULT, true, None, &Silent)?))
        }
        Op::ImportDecided => Box::new(|w| done(w.hide_import(&first_import(w)?)?)),
        Op::ImportRestored => Box::new(|w| done(w.show_import(&first_import(w)?)?)),
        Op::SenderDecided => Box::new(move |w| done(w.accept_sender(theirs)?)),
        Op::AgentChanged => Box::new(|w| {
            w.set_agent(&Agent {
                person: "Luc".to_owned(),
                service: "Habitat".to_owned(),
            })?;
            Ok(())
        }),
        Op::ConflictResolved => {
            let second = beside(desk, 9)?;
            desk.change("sheet", &json!({"title": "Ici"}))?;
            second.change("sheet", &json!({"title": "Là-bas"}))?;
            desk.learn(&second)?;
            Box::new(|w| {
                let decision = Decision {
                    path: "title".to_owned(),
                    choice: Choice::SideOf(w.identity()?.device),
                    seen: None,
                };
                done(w.settle("sheet", &[decision])?)
            })
        }
        Op::SourceTaken | Op::SourceSeen => {
            desk.receive(&bundle)?;
            let adapted = desk.adapt("theirs")?.value;
            let change = json!({"summary": "Nouveau résumé"});
            scene.other.change("theirs", &change)?;
            desk.receive(&scene.other.bundle("newer.essaim", &["theirs"])?)?;
            match op {
                Op::SourceTaken => {
                    Box::new(move |w| done(w.take_from_source(&adapted, &["summary".to_owned()])?))
                }
                _ => Box::new(move |w| done(w.source_seen(&adapted)?)),
            }
        }
        Op::FolderImported => Box::new(move |w| {
            done(w.import_files(
                std::slice::from_ref(&bundle),
                &Limits::DEFAULT,
                None,
                true,
                &Silent,
            )?)
        }),
        Op::ReportMade => {
            Box::new(|w| done(w.report("project", &essaim_ops::report::Section::usual())?))
        }
        Op::FeedbackGiven => {
            desk.receive(&bundle)?;
            Box::new(|w| done(w.give_feedback("theirs", &serde_json::Map::new())?))
        }
    })
}

#[test]
fn every_operation_is_undone_and_redone_across_restarts() -> Tried {
    for op in Op::ALL {
        let mut scene = scene()?;
        let act = carry_out(op, &scene)?;
        let before = seen(&scene.desk)?;
        act(&scene.desk)?;
        let after = seen(&scene.desk)?;
        assert_ne!(before, after, "{op:?} must do something");
        scene.desk.reopen()?;
        scene.desk.undo()?;
        scene.desk.reopen()?;
        assert_eq!(
            seen(&scene.desk)?,
            before,
            "{op:?}: undo puts back what was there"
        );
        scene.desk.redo()?;
        scene.desk.reopen()?;
        assert_eq!(seen(&scene.desk)?, after, "{op:?}: redo does it again");
        scene.desk.undo()?;
        assert_eq!(seen(&scene.desk)?, before, "{op:?}: and undo once more");
        assert!(scene.desk.check()?.problems.is_empty(), "{op:?}");
    }
    Ok(())
}

#[test]
fn many_steps_go_back_and_forward_in_order() -> Tried {
    let mut desk = roubaix()?;
    desk.new_record("solution", &json!({"id": "sheet", "title": "Zéro"}))?;
    let mut states = vec![seen(&desk)?];
    for title in ["Un", "Deux", "Trois"] {
        desk.change("sheet", &json!({"title": title, "keywords": [title]}))?;
        states.push(seen(&desk)?);
    }
    for step in (0..3).rev() {
        desk.undo()?;
        desk.reopen()?;
        assert_eq!(seen(&desk)?, states[step]);
    }
    for state in &states[1..] {
        desk.redo()?;
        assert_eq!(&seen(&desk)?, state);
    }
    assert!(desk.redo().is_err(), "there is nothing more to redo");
    desk.undo()?;
    desk.change("sheet", &json!({"summary": "Autre chemin"}))?;
    assert!(
        desk.redo().is_err(),
        "after a new change, what was undone is not redone over it"
    );
    Ok(())
}
