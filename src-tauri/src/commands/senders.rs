//! Senders, and what we decide of them.

use essaim_ipc::list::RecordRow;
use essaim_ipc::sender::{self, Sender};
use essaim_ipc::{Answer, Mutation};
use tauri::AppHandle;

use crate::work::{change, read};

pub(super) async fn sender_list(app: AppHandle) -> Answer<Vec<Sender>> {
    read(&app, sender::sender_list).await
}

pub(super) async fn sender_accept(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| sender::sender_accept(workspace, &id)).await
}

pub(super) async fn sender_refuse(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| sender::sender_refuse(workspace, &id)).await
}

pub(super) async fn sender_records(app: AppHandle, id: String) -> Answer<Vec<RecordRow>> {
    read(&app, move |workspace| {
        sender::sender_records(workspace, &id)
    })
    .await
}
