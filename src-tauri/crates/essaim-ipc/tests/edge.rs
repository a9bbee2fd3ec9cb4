//! What the page is told about a real workspace: states, lists, records, undo, refusals, and a bundle from one commune to
//! another.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use essaim_ipc::home::AttentionReason;
use essaim_ipc::list::{
    ListFilter, ListQuery, ListShelf, ListSort, PublishedState, SortColumn, Trust,
};
use essaim_ipc::open::{Machine, Workspace};
use essaim_ipc::place::Target;
use essaim_ipc::record::RecordView;
use essaim_ipc::share::ExportWrite;
use essaim_ipc::start::{Body, Content, Look, Preferences, WorkspaceCreate};
use essaim_ipc::work::Progress;
use essaim_ipc::write::{DraftSave, RecordCreate, RecordWrite};
use essaim_ipc::{
    JsonValue, Tag, home, list, receive, record, search, sender, share, start, undo, write,
};
use essaim_testkit::TestMachine;
use serde_json::{Value as Json, json};

struct Nobody;

impl Progress for Nobody {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Another machine at each call: two programs never draw the same ids.
fn machine(folder: &Path) -> Machine {
    static SEED: AtomicU64 = AtomicU64::new(1);
    let seed = SEED.fetch_add(1, Ordering::Relaxed);
    TestMachine::new(seed, &folder.join("keys")).machine
}

fn commune(folder: &Path, insee: &str, content: Content) -> Workspace {
    let request = WorkspaceCreate {
        body: Body::Commune {
            insee: insee.to_owned(),
        },
        person: "Léa Petit".to_owned(),
        service: String::new(),
        content,
    };
    let place = folder.join(insee);
    start::workspace_create(&place, machine(&place), &request)
        .expect("a fresh folder takes a workspace")
        .0
}

fn create(workspace: &Workspace, kind: &str, fields: Json) -> String {
    let request = RecordCreate {
        kind: kind.to_owned(),
        fields: JsonValue(fields),
    };
    write::record_create(workspace, request)
        .expect("good fields")
        .value
}

fn set(workspace: &Workspace, id: &str, patch: Json) {
    let request = RecordWrite {
        id: id.to_owned(),
        patch: JsonValue(patch),
    };
    write::record_write(workspace, request).expect("a good patch");
}

fn get(workspace: &Workspace, id: &str) -> RecordView {
    record::record_get(workspace, id).expect("the record is there")
}

fn query(kind: &str, shelf: ListShelf) -> ListQuery {
    ListQuery {
        kind: kind.to_owned(),
        filter: ListFilter {
            status: Vec::new(),
            programme: Vec::new(),
            person: Vec::new(),
            text: String::new(),
            late: false,
            shelf,
            trashed: false,
        },
        sort: ListSort {
            column: SortColumn::Title,
            descending: false,
        },
        offset: 0,
        limit: 100,
    }
}

#[test]
fn a_folder_without_a_workspace_asks_for_a_first_start_and_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("nothing");
    let found = start::workspace_open(&place, machine(folder.path())).unwrap();
    assert!(found.is_none());
    assert!(!place.exists(), "looking creates nothing");
}

#[test]
fn a_new_workspace_can_be_opened_by_another_program_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = commune(folder.path(), "59512", Content::Empty);
    let second = start::workspace_open(first.folder(), machine(first.folder())).unwrap();
    let second = second.expect("the same workspace");
    let id = create(&second, "project", json!({"title": "Écrit à côté"}));
    assert_eq!(get(&first, &id).fields.0["title"], "Écrit à côté");
}

#[test]
fn a_file_that_is_no_workspace_is_refused_in_words_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let place = workspace.folder().to_owned();
    drop(workspace);
    let database = std::fs::read_dir(&place)
        .unwrap()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension().is_some_and(|ending| ending == "db"))
        .expect("the database");
    std::fs::write(&database, b"a letter, no database at all").unwrap();
    let Err(error) = start::workspace_open(&place, machine(folder.path())) else {
        panic!("what is no database cannot be opened");
    };
    assert!(
        !error.what.fr.is_empty() && !error.action.en.is_empty(),
        "{error:?}"
    );
    assert_eq!(
        std::fs::read(&database).unwrap(),
        b"a letter, no database at all"
    );
}

#[test]
fn the_page_learns_who_it_works_for() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let info = start::workspace_info(&workspace).unwrap();
    assert_eq!(info.organisation.name, "Roubaix");
    assert_eq!(info.organisation.insee.as_deref(), Some("59512"));
    assert_eq!(info.person, "Léa Petit");
    assert!(!info.samples_loaded && info.storage_warning.is_none());
    start::starter_load(&workspace).unwrap();
    assert!(start::workspace_info(&workspace).unwrap().samples_loaded);
    assert!(
        home::home(&workspace).unwrap().first_day,
        "samples are nothing of one's own"
    );
}

#[test]
fn a_record_is_created_written_listed_found_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let steps = json!([{"title": "Choisir l'école", "due": "2020-01-31"}, {"title": "Ouvrir", "done": "2020-02-01"}]);
    let fields = json!({"title": "Cantine zéro déchet", "status": "in_progress", "planned_end": "2020-06-30", "steps": steps});
    let id = create(&workspace, "project", fields);
    set(&workspace, &id, json!({"lead_person": "Inès"}));

    let page = list::record_list(&workspace, &query("project", ListShelf::Own)).unwrap();
    let row = &page.items[0];
    assert_eq!(
        (row.title.as_str(), row.person.as_deref()),
        ("Cantine zéro déchet", Some("Inès"))
    );
    assert!(row.late, "its end is long past");
    assert_eq!((row.done, row.total), (1, 2));
    assert_eq!(row.owner_name, "Roubaix");

    let view = get(&workspace, &id);
    assert!(view.editable && view.published.is_none(), "projects stay");
    assert_eq!(view.updated_by.as_deref(), Some("Léa Petit"));
    let found = search::SearchQuery {
        text: "cantines".to_owned(),
        limit: 5,
    };
    assert_eq!(search::search(&workspace, &found).unwrap().hits[0].id, id);
    let state = undo::undo_state(&workspace).unwrap();
    assert_eq!(state.undo.unwrap().code, "record_written");
    let undone = undo::undo(&workspace).unwrap();
    assert!(
        undone.tags.contains(&Tag::Record { id: id.clone() }),
        "{:?}",
        undone.tags
    );
    assert_eq!(get(&workspace, &id).fields.0.get("lead_person"), None);
}

#[test]
fn an_overdue_step_and_a_draft_sheet_need_someone() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let steps = json!([{"title": "Faite", "due": "2019-01-31", "done": "2019-01-30"}, {"title": "Choisir l'école", "due": "2020-01-31"}]);
    let project = json!({"title": "Cantine", "status": "in_progress", "steps": steps});
    let project = create(&workspace, "project", project);
    let sheet = create(&workspace, "solution", json!({"title": "Fiche"}));
    let page = home::home(&workspace).unwrap();
    assert!(!page.first_day);
    let of = |reason: AttentionReason| {
        let found = page.attention.iter().find(|item| item.reason == reason);
        found.expect("something of that reason").clone()
    };
    let step = of(AttentionReason::StepDue);
    assert_eq!(
        (step.id, step.detail.as_deref()),
        (project, Some("Choisir l'école"))
    );
    assert_eq!(step.date.as_deref(), Some("2020-01-31"));
    assert_eq!(of(AttentionReason::DraftSheet).id, sheet);
}

#[test]
fn what_leaves_names_where_a_sheet_comes_from_by_its_title() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let source = create(&workspace, "solution", json!({"title": "L'originale"}));
    let adapted = write::adapt(&workspace, &source).unwrap().value;
    let leave = ExportWrite {
        ids: vec![adapted],
        publish_drafts: true,
        ..ExportWrite::default()
    };
    let preview = share::export_preview(&workspace, leave).unwrap();
    let fields = &preview.records[0].fields;
    let origin = fields.iter().find(|field| field.path == "adapted_from");
    assert_eq!(
        origin.unwrap().text,
        "L'originale, Roubaix",
        "no one reads an id"
    );
}

#[test]
fn what_is_typed_is_there_after_a_crash_until_it_is_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let id = create(&workspace, "project", json!({"title": "Vélo"}));
    let typed = DraftSave {
        id: id.clone(),
        path: "objectives".to_owned(),
        value: JsonValue("Moins de voi".into()),
    };
    write::draft_save(&workspace, &typed).unwrap();
    let place = workspace.folder().to_owned();
    drop(workspace);
    let workspace = start::workspace_open(&place, machine(&place))
        .unwrap()
        .expect("a workspace");
    assert_eq!(get(&workspace, &id).drafts[0].value, typed.value);
    set(&workspace, &id, json!({"objectives": "Moins de voitures"}));
    assert!(
        get(&workspace, &id).drafts.is_empty(),
        "sealed text is no draft"
    );
}

#[test]
fn the_page_cannot_attach_a_file_by_naming_its_path() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "mot de passe").unwrap();
    let request = RecordCreate {
        kind: "solution".to_owned(),
        fields: JsonValue(
            json!({"title": "Fiche", "attachments": [{"path": secret, "caption": "x"}]}),
        ),
    };
    if let Ok(created) = write::record_create(&workspace, request) {
        let fields = get(&workspace, &created.value).fields.0;
        assert!(!fields.to_string().contains("secret.txt"), "{fields}");
    }
}

#[test]
fn preferences_change_who_sits_here_and_the_mailbox_of_our_card() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Empty);
    let wanted = Preferences {
        person: "Inès Morel".to_owned(),
        service: "Habitat".to_owned(),
        mailbox: Some("habitat@roubaix.example".to_owned()),
        ..Preferences::default()
    };
    let changed = start::preferences_set(Some(&workspace), &wanted).unwrap();
    assert!(changed.tags.contains(&Tag::Settings));
    assert_eq!(
        start::preferences_get(Some(&workspace), Look::default()).unwrap(),
        wanted
    );
    let emptied = Preferences {
        mailbox: None,
        ..wanted
    };
    start::preferences_set(Some(&workspace), &emptied).unwrap();
    assert_eq!(
        start::preferences_get(Some(&workspace), Look::default()).unwrap(),
        emptied
    );
}

#[test]
fn a_sheet_says_whether_it_may_leave() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = commune(folder.path(), "59512", Content::Starter);
    let id = create(&workspace, "solution", json!({"title": "Une fiche à nous"}));
    let states = |wanted: PublishedState| {
        assert_eq!(get(&workspace, &id).published, Some(wanted));
        let page = list::record_list(&workspace, &query("solution", ListShelf::Own)).unwrap();
        let row = page.items.iter().find(|row| row.id == id).unwrap();
        assert_eq!(
            row.published,
            Some(wanted),
            "the list agrees with the sheet"
        );
        let sample = page.items.iter().find(|row| row.sample).unwrap();
        assert_eq!(sample.published, None, "samples never leave");
    };
    states(PublishedState::Draft);
    share::publish(&workspace, &id).unwrap();
    states(PublishedState::Published);
    set(&workspace, &id, json!({"summary": "Une phrase"}));
    states(PublishedState::Changed);
    share::withdraw(&workspace, &id).unwrap();
    assert_eq!(
        get(&workspace, &id).published,
        Some(PublishedState::Withdrawn)
    );
}

#[test]
fn a_sheet_travels_from_one_commune_to_another_and_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let roubaix = commune(folder.path(), "59512", Content::Empty);
    let sheet = json!({"title": "La maison à 1 €", "summary": "Écrire à jeanne@roubaix.example"});
    let id = create(&roubaix, "solution", sheet);
    let asked = ExportWrite {
        publish_drafts: false,
        ids: vec![id.clone()],
        ..ExportWrite::default()
    };
    let preview = share::export_preview(&roubaix, asked).unwrap();
    assert_eq!(preview.unpublished, std::slice::from_ref(&id));
    assert!(
        preview.records.iter().all(|record| record.id != id),
        "a draft stays"
    );
    let leave = ExportWrite {
        ids: vec![id.clone()],
        publish_drafts: true,
        ..ExportWrite::default()
    };
    let preview = share::export_preview(&roubaix, leave).unwrap();
    assert_eq!(
        preview.records[0].findings[0].passage, "jeanne@roubaix.example",
        "what will be published is looked at before"
    );
    let target = folder.path().join("lettre.essaim");
    let leave = ExportWrite {
        ids: vec![id.clone()],
        publish_drafts: true,
        ..ExportWrite::default()
    };
    let name = share::proposed_name(&roubaix, &leave.ids).unwrap();
    assert_eq!(name, "Roubaix - La maison à 1 €.essaim");
    let written =
        share::export_write(&roubaix, leave, &Target::File(target.clone()), &Nobody).unwrap();
    assert_eq!(written.value.records, 1);
    let asked = ExportWrite {
        publish_drafts: false,
        ids: vec![id.clone()],
        ..ExportWrite::default()
    };
    let findings = &share::export_preview(&roubaix, asked).unwrap().records[0].findings;
    assert_eq!(findings[0].passage, "jeanne@roubaix.example");
    assert_eq!(share::sent_list(&roubaix).unwrap()[0].records[0].id, id);

    let amand = commune(folder.path(), "18197", Content::Empty);
    let (plan, planned) = receive::import_plan(&amand, "file-1", &target, &Nobody).unwrap();
    assert_eq!(plan.sender.trust, Trust::Unknown);
    assert_eq!(
        plan.fresh
            .iter()
            .map(|entry| entry.id.as_str())
            .collect::<Vec<_>>(),
        [id.as_str()]
    );
    let done = receive::import_apply(&amand, &planned, false, &Nobody).unwrap();
    assert_eq!((done.value.fresh, done.value.refused), (1, 0));
    let apart = list::record_list(&amand, &query("solution", ListShelf::Quarantine)).unwrap();
    assert_eq!(apart.items[0].owner_name, "Roubaix");
    let sender = sender::sender_list(&amand).unwrap().remove(0);
    sender::sender_accept(&amand, &sender.id).unwrap();
    let received = list::record_list(&amand, &query("solution", ListShelf::Received)).unwrap();
    assert_eq!(received.total, 1);
    assert_eq!(
        sender::sender_records(&amand, &sender.id).unwrap()[0].id,
        id
    );
    assert!(!get(&amand, &id).editable, "it stays theirs");

    let (again, _) = receive::import_plan(&amand, "file-2", &target, &Nobody).unwrap();
    assert!(again.already_received.is_some() && again.fresh.is_empty());
    let register = receive::import_list(&amand).unwrap();
    receive::import_undo(&amand, &register[0].import_id).unwrap();
    let received = list::record_list(&amand, &query("solution", ListShelf::Received)).unwrap();
    assert_eq!(received.total, 0, "what only that import brought is gone");
    assert!(receive::import_list(&amand).unwrap()[0].undone);
}

#[test]
fn an_import_planned_for_an_older_state_is_refused_with_its_code() {
    let folder = tempfile::tempdir().unwrap();
    let roubaix = commune(folder.path(), "59512", Content::Empty);
    let id = create(&roubaix, "solution", json!({"title": "Fiche"}));
    let target = folder.path().join("lettre.essaim");
    let leave = ExportWrite {
        ids: vec![id],
        publish_drafts: true,
        ..ExportWrite::default()
    };
    share::export_write(&roubaix, leave, &Target::File(target.clone()), &Nobody).unwrap();
    let amand = commune(folder.path(), "18197", Content::Empty);
    let (_, planned) = receive::import_plan(&amand, "file-1", &target, &Nobody).unwrap();
    create(&amand, "project", json!({"title": "Entre-temps"}));
    let error = receive::import_apply(&amand, &planned, false, &Nobody).unwrap_err();
    assert_eq!(error.code, "plan_is_old");
}
