//! Senders, what we decide of them, and the keys by which we know each other.

use essaim_ipc::key::{self, OwnKey, RevokedDesktop};
use essaim_ipc::list::RecordRow;
use essaim_ipc::sender::{self, ApartRecord, ApartRequest, Sender, SenderVerify};
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

pub(super) async fn sender_verify(app: AppHandle, request: SenderVerify) -> Answer<Mutation<()>> {
    change(&app, move |workspace| {
        sender::sender_verify(workspace, &request)
    })
    .await
}

pub(super) async fn sender_words(app: AppHandle, id: String) -> Answer<Vec<String>> {
    read(&app, move |workspace| sender::sender_words(workspace, &id)).await
}

pub(super) async fn apart_record(app: AppHandle, request: ApartRequest) -> Answer<ApartRecord> {
    read(&app, move |workspace| {
        sender::apart_record(workspace, &request)
    })
    .await
}

pub(super) async fn own_key(app: AppHandle) -> Answer<OwnKey> {
    read(&app, key::own_key).await
}

pub(super) async fn key_renew(app: AppHandle) -> Answer<Mutation<()>> {
    change(&app, key::key_renew).await
}

pub(super) async fn desktop_revoke(app: AppHandle, id: String) -> Answer<Mutation<RevokedDesktop>> {
    change(&app, move |workspace| key::desktop_revoke(workspace, &id)).await
}
