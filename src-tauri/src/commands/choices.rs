//! What a person must choose, and what became of the source of an adaptation.

use essaim_ipc::choice::{self, QuestionSheet, SettleRequest, UndecidedRecord};
use essaim_ipc::list::RecordRow;
use essaim_ipc::source::{self, SourceTake, SourceView};
use essaim_ipc::{Answer, Mutation};
use tauri::AppHandle;

use crate::work::{change, read};

pub(super) async fn undecided_list(app: AppHandle) -> Answer<Vec<UndecidedRecord>> {
    read(&app, choice::undecided_list).await
}

pub(super) async fn question_sheet(app: AppHandle, id: String) -> Answer<QuestionSheet> {
    read(&app, move |workspace| {
        choice::question_sheet(workspace, &id)
    })
    .await
}

pub(super) async fn settle(app: AppHandle, request: SettleRequest) -> Answer<Mutation<()>> {
    change(&app, move |workspace| choice::settle(workspace, request)).await
}

pub(super) async fn source_get(app: AppHandle, id: String) -> Answer<Option<SourceView>> {
    read(&app, move |workspace| source::source_get(workspace, &id)).await
}

pub(super) async fn source_take(app: AppHandle, request: SourceTake) -> Answer<Mutation<()>> {
    change(&app, move |workspace| {
        source::source_take(workspace, &request)
    })
    .await
}

pub(super) async fn source_seen(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| source::source_seen(workspace, &id)).await
}

pub(super) async fn adaptation_list(app: AppHandle, id: String) -> Answer<Vec<RecordRow>> {
    read(&app, move |workspace| {
        source::adaptation_list(workspace, &id)
    })
    .await
}
