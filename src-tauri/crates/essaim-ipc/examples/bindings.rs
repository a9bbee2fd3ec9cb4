//! Writes `ui/src/ipc/bindings.gen.ts` from the declared commands and their types. Nothing else writes that file.

use std::path::Path;
use std::process::ExitCode;

use essaim_ipc::contract::{ProgressNote, StoreChanged};
use essaim_ipc::{
    IpcError, Mutation, asking, choice, desktop, each_command, feedback, folder, history, home,
    keeping, key, list, place, post, receive, record, schema, search, sender, share, source, start,
    undo, write,
};
use specta::datatype::DataType;
use specta::{Type, Types};
use specta_typescript::{Exporter, Typescript};

const HEADER: &str =
    "// Written by `cargo xtask bindings` from the types of essaim-ipc. Not to be edited.

import { invoke } from \"@tauri-apps/api/core\";";

const SUPPORT: &str = "/** Any JSON, as fields of records are. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** What a command answers, or why it refused. */
export type Result<T, E> = { status: \"ok\"; data: T } | { status: \"error\"; error: E };

async function call<T>(command: string, values: Record<string, unknown>): Promise<Result<T, IpcError>> {
  try {
    return { status: \"ok\", data: await invoke<T>(command, values) };
  } catch (error) {
    return { status: \"error\", error: refusal(error) };
  }
}

/** What is thrown is an `IpcError`, or the words of the shell itself when a command is not there. */
function refusal(error: unknown): IpcError {
  if (typeof error === \"object\" && error !== null && \"code\" in error) return error as IpcError;
  return { code: \"internal\", params: {}, trace: String(error), what: { fr: \"Essaim a rencontré un problème inattendu.\", en: \"Essaim met an unexpected problem.\" }, action: { fr: \"Recommencez ; si cela continue, relancez Essaim.\", en: \"Try again; if it goes on, start Essaim again.\" } };
}
";

/// A command as the page calls it.
struct Signature {
    name: &'static str,
    arguments: Vec<(&'static str, DataType)>,
    answer: DataType,
}

macro_rules! signatures {
    ($($name:ident($($argument:ident: $ty:ty),*) -> $answer:ty;)*) => {
        fn signatures(types: &mut Types) -> Vec<Signature> {
            vec![$(Signature {
                name: stringify!($name),
                arguments: vec![$((stringify!($argument), <$ty>::definition(types))),*],
                answer: <$answer>::definition(types),
            }),*]
        }
    };
}
each_command!(signatures);

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/bindings.gen.ts");
    match bindings().and_then(|text| Ok(std::fs::write(file, text)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the bindings could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bindings() -> Result<String, Box<dyn std::error::Error>> {
    let mut types = Types::default();
    let signatures = signatures(&mut types);
    types
        .register_mut::<IpcError>()
        .register_mut::<StoreChanged>()
        .register_mut::<ProgressNote>();
    let exporter = Exporter::from(Typescript::default())
        .framework_prelude(HEADER)
        .framework_runtime(move |mut exporter| {
            let mut text = SUPPORT.to_owned();
            text += "\n/** Every command of the shell. */\nexport const commands = {\n";
            for signature in &signatures {
                let mut taken = Vec::new();
                for (name, ty) in &signature.arguments {
                    taken.push(format!("{name}: {}", exporter.reference(ty)?));
                }
                let values: Vec<_> = signature.arguments.iter().map(|(name, _)| *name).collect();
                let values = match values.as_slice() {
                    [] => "{}".to_owned(),
                    names => format!("{{ {} }}", names.join(", ")),
                };
                let answer = exporter.reference(&signature.answer)?;
                text += &format!(
                    "  {}: ({}) => call<{answer}>(\"{}\", {values}),\n",
                    camel(signature.name),
                    taken.join(", "),
                    signature.name,
                );
            }
            text += "};\n\n";
            text += &exporter.render_types()?;
            Ok(text.into())
        });
    let text = exporter.export(&types, specta_serde::Format)?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(format!("{}\n", lines.join("\n").trim_end()))
}

/// `record_list` becomes `recordList`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut all, word| {
        let mut letters = word.chars();
        all.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        all + letters.as_str()
    })
}
