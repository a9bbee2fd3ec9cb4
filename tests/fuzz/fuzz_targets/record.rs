//! What a revision says, and what a person or a script gives as a document: read or refused, and what is read is written
//! and read again as the same.
#![no_main]

use essaim_model::document::{patch, read, write};
use essaim_model::{Leaves, schema};
use essaim_revision::{Body, State};
use libfuzzer_sys::fuzz_target;

const NOW: u64 = 1_800_000_000_000;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(body) = Body::parse(bytes) {
        let again = Body::parse(&body.to_bytes());
        assert!(again.as_ref() == Ok(&body) || body.to_bytes().len() > bytes.len(), "what is read is written as the same");
        let state = &body.state;
        assert_eq!(state.join(state), *state);
        assert_eq!(state.join(&State::default()), *state);
        assert!(state.is_within(state));
        let shown = state.displayed(NOW);
        let _ = state.conflicts(NOW);
        let _ = write(schema::kind(&body.kind), &shown);
    }
    let Ok(serde_json::Value::Object(document)) = serde_json::from_slice(bytes) else {
        return;
    };
    for kind in schema::KINDS {
        let mut number = 0;
        let mut ids = || {
            number += 1;
            format!("i{number}")
        };
        if let Ok(taken) = read(kind, &document, &mut ids) {
            let shown = write(Some(kind), &taken.leaves);
            let _ = patch(kind, &taken.leaves, &shown, &mut ids);
        }
        let _ = patch(kind, &Leaves::new(), &document, &mut ids);
    }
});
