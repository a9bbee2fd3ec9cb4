//! Search, and the page one starts from.

use essaim_ipc::Answer;
use essaim_ipc::home::{self as page, Home};
use essaim_ipc::search::{self as find, SearchAnswer, SearchQuery};
use tauri::AppHandle;

use crate::work::read;

pub(super) async fn search(app: AppHandle, request: SearchQuery) -> Answer<SearchAnswer> {
    read(&app, move |workspace| find::search(workspace, &request)).await
}

pub(super) async fn home(app: AppHandle) -> Answer<Home> {
    read(&app, page::home).await
}
