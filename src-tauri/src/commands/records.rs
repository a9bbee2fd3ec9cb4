//! Lists and records: read, create, write, trash, history, attachments, sheets made from others.

use essaim_ipc::history::{self, HistoryEntry};
use essaim_ipc::list::{self, ListFacets, ListPage, ListQuery, RecordRow};
use essaim_ipc::record::{self, RecordView};
use essaim_ipc::write::{
    self, AttachFile, AttachmentVerdict, DraftDiscard, DraftSave, RecordCreate, RecordWrite,
    SaveAttachment,
};
use essaim_ipc::{Answer, Mutation};
use tauri::AppHandle;

use crate::dialogs::{self, Wish};
use crate::work::{change, read};

pub(super) async fn record_list(app: AppHandle, query: ListQuery) -> Answer<ListPage> {
    read(&app, move |workspace| list::record_list(workspace, &query)).await
}

pub(super) async fn list_facets(app: AppHandle, kind: String) -> Answer<ListFacets> {
    read(&app, move |workspace| list::list_facets(workspace, &kind)).await
}

pub(super) async fn record_get(app: AppHandle, id: String) -> Answer<RecordView> {
    read(&app, move |workspace| record::record_get(workspace, &id)).await
}

pub(super) async fn record_create(
    app: AppHandle,
    request: RecordCreate,
) -> Answer<Mutation<String>> {
    change(&app, move |workspace| {
        write::record_create(workspace, request)
    })
    .await
}

pub(super) async fn record_write(app: AppHandle, request: RecordWrite) -> Answer<Mutation<()>> {
    change(&app, move |workspace| {
        write::record_write(workspace, request)
    })
    .await
}

pub(super) async fn draft_save(app: AppHandle, request: DraftSave) -> Answer<()> {
    change(&app, move |workspace| {
        write::draft_save(workspace, &request)
    })
    .await
}

pub(super) async fn draft_discard(app: AppHandle, request: DraftDiscard) -> Answer<()> {
    change(&app, move |workspace| {
        write::draft_discard(workspace, &request)
    })
    .await
}

pub(super) async fn record_trash(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| write::record_trash(workspace, &id)).await
}

pub(super) async fn record_restore(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| write::record_restore(workspace, &id)).await
}

pub(super) async fn trash_list(app: AppHandle) -> Answer<Vec<RecordRow>> {
    read(&app, write::trash_list).await
}

pub(super) async fn record_history(app: AppHandle, id: String) -> Answer<Vec<HistoryEntry>> {
    read(&app, move |workspace| {
        history::record_history(workspace, &id)
    })
    .await
}

pub(super) async fn capitalise(app: AppHandle, id: String) -> Answer<Mutation<String>> {
    change(&app, move |workspace| write::capitalise(workspace, &id)).await
}

pub(super) async fn adapt(app: AppHandle, id: String) -> Answer<Mutation<String>> {
    change(&app, move |workspace| write::adapt(workspace, &id)).await
}

pub(super) async fn adopt(app: AppHandle, id: String) -> Answer<Mutation<String>> {
    change(&app, move |workspace| write::adopt(workspace, &id)).await
}

pub(super) async fn attach_file(
    app: AppHandle,
    request: AttachFile,
) -> Answer<Option<Mutation<u32>>> {
    let files = dialogs::ask(&app, Wish::Attachments).await?;
    if files.is_empty() {
        return Ok(None);
    }
    let attached = change(&app, move |workspace| {
        write::attach(workspace, &request.id, &files)
    });
    Ok(Some(attached.await?))
}

pub(super) async fn save_attachment(
    app: AppHandle,
    request: SaveAttachment,
) -> Answer<Option<String>> {
    let asked = request.clone();
    let name = read(&app, move |workspace| {
        write::attachment_name(workspace, &asked)
    })
    .await?;
    let target = dialogs::ask(&app, Wish::NewFile(name)).await?;
    let Some(target) = target.into_iter().next() else {
        return Ok(None);
    };
    let saved = read(&app, move |workspace| {
        write::save_attachment(workspace, &request, &target)
    });
    Ok(Some(saved.await?))
}

pub(super) async fn attachment_verdicts(
    app: AppHandle,
    id: String,
) -> Answer<Vec<AttachmentVerdict>> {
    read(&app, move |workspace| {
        write::attachment_verdicts(workspace, &id)
    })
    .await
}
