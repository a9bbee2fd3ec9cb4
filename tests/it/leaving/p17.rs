//! P17: nothing internal ever leaves. Every kind and every path of the schema is filled with a mark of its own; then all of
//! it is sent by every purpose and carrier there is, and what went out is searched for marks in every form.

use std::collections::BTreeSet;
use std::path::PathBuf;

use essaim_model::schema;
use essaim_ops::exchange::{ExportRequest, Purpose, Recipient, Selection};
use essaim_ops::report::Section;
use essaim_testkit::{Desk, roubaix};
use serde_json::Map;

use super::Tried;
use super::marks::{Filled, filled};
use super::searched::{haystack, letter, pages};

/// Sends by every carrier that the command line knows; gives the files that came about: one for each carrier, or none where
/// there is nothing that may leave, which each of them then says.
fn sent(desk: &Desk, words: &[&str]) -> Tried<Vec<PathBuf>> {
    let mut sent = Vec::new();
    let mut refused = Vec::new();
    for (at, carrier) in carriers()?.into_iter().enumerate() {
        let out = desk.path(&format!("out-{at}.{carrier}"));
        let target = out.display().to_string();
        let mut arguments = vec![
            "export",
            "--publish",
            "--out",
            &target,
            "--carrier",
            &carrier,
        ];
        arguments.extend(words);
        // What the command says to whoever asked, such as what stays, does not leave.
        let (status, said) = run(desk, &arguments)?;
        if status == 0 {
            assert!(out.is_file(), "{carrier} left no file: {words:?}: {said}");
            sent.push(out);
        } else {
            assert!(!out.exists(), "{carrier} was refused and left a file");
            let said: serde_json::Value = serde_json::from_str(&said)?;
            refused.push(said["error"]["code"].as_str().unwrap_or("").to_owned());
        }
    }
    let has_reason = |code: &String| NOTHING_LEAVES.contains(&code.as_str());
    assert!(
        (refused.is_empty() || sent.is_empty()) && refused.iter().all(has_reason),
        "{words:?}: by {} carriers it left, by the others it did not: {refused:?}",
        sent.len()
    );
    Ok(sent)
}

/// How it is said that nothing of what was chosen may leave, and nothing else went wrong.
const NOTHING_LEAVES: [&str; 1] = ["nothing_to_export"];

/// The carriers, as the help of the command names them: a new one is tried as soon as it is there.
fn carriers() -> Tried<Vec<String>> {
    let desk = roubaix()?;
    let (_, help) = run_plain(&desk, &["export", "--help"])?;
    let line = help
        .lines()
        .find(|line| line.contains("--carrier"))
        .ok_or("the help names the carriers")?;
    let names = line
        .split('<')
        .nth(1)
        .and_then(|rest| rest.split('>').next())
        .ok_or("between angles")?;
    let names: Vec<String> = names.split('|').map(str::to_owned).collect();
    assert!(
        names.contains(&"essaim".to_owned()) && names.len() > 1,
        "{names:?}"
    );
    Ok(names)
}

fn run(desk: &Desk, words: &[&str]) -> Tried<(u8, String)> {
    let mut all = vec!["--json"];
    all.extend(words);
    run_plain(desk, &all)
}

/// Runs a command. Gives its status and what it said.
fn run_plain(desk: &Desk, words: &[&str]) -> Tried<(u8, String)> {
    let (workspace, keys) = (desk.path("workspace"), desk.keys());
    let mut arguments: Vec<std::ffi::OsString> = vec!["essaim-cli".into()];
    arguments.extend([
        "--workspace".into(),
        workspace.into(),
        "--keystore".into(),
        keys.into(),
    ]);
    arguments.extend(words.iter().map(Into::into));
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut terminal = essaim_cli::Terminal {
        input: &mut &b""[..],
        output: &mut output,
        errors: &mut errors,
        watched: false,
    };
    let status = essaim_cli::run(arguments, &mut terminal);
    let said = if output.is_empty() { errors } else { output };
    Ok((status, String::from_utf8(said)?))
}

/// What went out, in every form in which someone could read it.
#[derive(Default)]
struct Read {
    /// All of it.
    all: String,
    /// Only what is drawn on the pages of the PDF.
    pages: String,
    /// Only what the letter says.
    letter: String,
}

/// Reads what went out; the files are taken away again.
fn read(sent: Vec<PathBuf>) -> Tried<Read> {
    let mut read = Read::default();
    for file in sent {
        read.all.push_str(&haystack(&file)?);
        read.pages.push_str(&pages(&file)?);
        read.letter.push_str(&letter(&file)?);
        std::fs::remove_file(file)?;
    }
    Ok(read)
}

#[test]
fn p17_nothing_internal_ever_leaves() -> Tried {
    let Filled {
        desk,
        marks,
        records,
        ..
    } = filled()?;
    let named: Vec<String> = records
        .iter()
        .flat_map(|id| ["--record".to_owned(), id.clone()])
        .collect();
    let mut selections: Vec<Vec<&str>> =
        vec![vec!["--all"], named.iter().map(String::as_str).collect()];
    selections.extend(schema::KINDS.iter().map(|kind| vec!["--kind", kind.name]));
    selections.extend(records.iter().map(|id| vec!["--record", id.as_str()]));
    let author = desk
        .senders()?
        .first()
        .map(|sender| sender.id.to_string())
        .ok_or("an author is known")?;
    let [mut public, mut drawn, mut written] = [const { BTreeSet::new() }; 3];
    for selection in &selections {
        for purpose in [
            vec!["--purpose", "share"],
            vec!["--purpose", "feedback", "--to", &author],
        ] {
            let words: Vec<&str> = selection.iter().chain(&purpose).copied().collect();
            let out = read(sent(&desk, &words)?)?;
            assert_eq!(marks.internal(&out.all), BTreeSet::new(), "{words:?}");
            public.extend(marks.found(&out.all).into_iter().map(str::to_owned));
            drawn.extend(marks.found(&out.pages).into_iter().map(str::to_owned));
            written.extend(marks.found(&out.letter).into_iter().map(str::to_owned));
        }
    }
    // A search that finds nothing proves nothing: in each place where someone reads, it sees what may leave.
    let somewhere = [
        "solution.advice",
        "solution.indicators.readings",
        "programme.glossary.term",
        "solution.attachments",
    ];
    let on_a_page = [
        "solution.title",
        "solution.advice",
        "solution.indicators.readings",
        "solution.population",
        "programme.glossary.term",
    ];
    let in_a_letter = ["solution.title", "solution.summary"];
    for (seen, places) in [
        (public, &somewhere[..]),
        (drawn, &on_a_page),
        (written, &in_a_letter),
    ] {
        let unseen: Vec<_> = places.iter().filter(|one| !seen.contains(**one)).collect();
        assert!(unseen.is_empty(), "{unseen:?} are not among {seen:?}");
    }
    Ok(())
}

#[test]
fn p17_the_preview_shows_all_that_leaves_and_names_nothing_internal() -> Tried {
    let Filled {
        desk,
        marks,
        records,
        ..
    } = filled()?;
    let request = ExportRequest {
        publish: true,
        ..ExportRequest::of(Selection::Records(records))
    };
    let preview = desk.export_preview(&request)?;
    let fields = preview.records.iter().flat_map(|record| &record.fields);
    let mut shown: String = fields.map(|field| field.text.clone() + "\n").collect();
    shown.extend(
        preview
            .attachments
            .iter()
            .map(|file| file.name.clone() + "\n"),
    );
    assert_eq!(marks.internal(&shown), BTreeSet::new());
    let target = desk.path("all.essaim");
    desk.export(&request, &target, &essaim_ops::exchange::Silent)?;
    let left = haystack(&target)?;
    let unseen: BTreeSet<&str> = marks
        .found(&left)
        .difference(&marks.found(&shown))
        .copied()
        .collect();
    // The bytes of a file are the file that is listed.
    assert!(
        unseen.iter().all(|place| place.ends_with(".attachments")),
        "{unseen:?} left without being shown"
    );
    Ok(())
}

/// What of a project each section of a report may tell. All else stays.
fn told_by(section: Section) -> &'static [&'static str] {
    match section {
        Section::Identity => &[
            "project.description",
            "project.objectives",
            "project.theme",
            "project.commune",
            "project.commune_name",
            "project.district",
            "project.target_groups",
            "project.partners.name",
            "project.partners.role",
        ],
        Section::Progress => &[
            "project.start_date",
            "project.planned_end",
            "project.actual_end",
            "project.light_reason",
        ],
        Section::Steps => &[
            "project.steps.title",
            "project.steps.description",
            "project.steps.start",
            "project.steps.due",
            "project.steps.done",
            "project.steps.deliverable",
        ],
        Section::Indicators => &[
            "indicator.name",
            "indicator.definition",
            "indicator.unit",
            "indicator.baseline",
            "indicator.target",
            "indicator.readings",
        ],
        Section::Budget => &[
            "budget_line.planned",
            "budget_line.committed",
            "budget_line.spent",
        ],
        Section::Funding => &[
            "funding.title",
            "funding.scheme",
            "funding.asked",
            "funding.granted",
            "funding.paid",
        ],
        Section::Risks => &["risk.title", "risk.answer", "risk.closed"],
        Section::Decisions => &["decision.title", "decision.number", "decision.date"],
        Section::Lessons => &["project.lessons"],
        Section::Journal => &["journal_entry.date", "journal_entry.text"],
    }
}

#[test]
fn p17_a_report_tells_of_each_section_what_it_may_and_nothing_else() -> Tried {
    let Filled {
        desk,
        marks,
        project,
        ..
    } = filled()?;
    for section in Section::ALL {
        let id = desk.report(&project, &[section])?.value;
        let out = read(sent(&desk, &["--record", &id])?)?.all;
        let mut allowed: BTreeSet<&str> = told_by(section).iter().copied().collect();
        allowed.insert("project.title");
        assert_eq!(marks.internal(&out), allowed, "{section:?}");
    }
    Ok(())
}

#[test]
fn p17_feedback_tells_what_was_shown_to_whoever_sent_it() -> Tried {
    let Filled {
        desk,
        marks,
        project,
        ..
    } = filled()?;
    let id = desk.give_feedback(&project, &Map::new())?.value;
    let adoption = desk.declare_adoption(&project)?.value;
    let allowed = BTreeSet::from([
        "project.title",
        "project.start_date",
        "project.description",
        "project.lessons",
        "indicator.name",
        "indicator.definition",
        "indicator.unit",
        "indicator.baseline",
        "indicator.target",
        "indicator.readings",
        "budget_line.spent",
    ]);
    let out = read(sent(
        &desk,
        &[
            "--purpose",
            "feedback",
            "--record",
            &id,
            "--record",
            &adoption,
        ],
    )?)?
    .all;
    assert_eq!(marks.internal(&out), allowed);
    let request = ExportRequest {
        publish: true,
        purpose: Purpose::Feedback,
        to: Recipient::Unsaid,
        ..ExportRequest::of(Selection::Records(vec![id, adoption]))
    };
    let preview = desk.export_preview(&request)?;
    let fields = preview.records.iter().flat_map(|record| &record.fields);
    let shown: String = fields.map(|field| field.text.clone() + "\n").collect();
    assert_eq!(
        marks.internal(&shown),
        allowed,
        "and that is what the preview shows"
    );
    Ok(())
}
