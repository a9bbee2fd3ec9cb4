//! Reports of projects, feedback on others' sheets, and what others say about ours.

use essaim_ipc::feedback::{self as told, FeedbackAbout, ReportMake};
use essaim_ipc::{Answer, Mutation};
use tauri::AppHandle;

use crate::work::{change, read};

pub(super) async fn report_make(app: AppHandle, request: ReportMake) -> Answer<Mutation<String>> {
    change(&app, move |workspace| told::report_make(workspace, request)).await
}

pub(super) async fn feedback_give(app: AppHandle, id: String) -> Answer<Mutation<String>> {
    change(&app, move |workspace| told::feedback_give(workspace, &id)).await
}

pub(super) async fn adoption_declare(app: AppHandle, id: String) -> Answer<Mutation<String>> {
    change(&app, move |workspace| {
        told::adoption_declare(workspace, &id)
    })
    .await
}

pub(super) async fn feedback_about(app: AppHandle, id: String) -> Answer<FeedbackAbout> {
    read(&app, move |workspace| told::feedback_about(workspace, &id)).await
}
